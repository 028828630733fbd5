// Built-in patterns for dates and times.
// The expressions descend from the Logstash grok library (Apache-2.0).

import { patternGroup } from './pattern-group.js'

const raw = String.raw

const MONTHS = [
  raw`Jan(?:uary|uar)?`,
  raw`Feb(?:ruary|ruar)?`,
  raw`M(?:a|ä)?r(?:ch|z)?`,
  raw`Apr(?:il)?`,
  raw`Ma(?:y|i)?`,
  raw`Jun(?:e|i)?`,
  raw`Jul(?:y)?`,
  raw`Aug(?:ust)?`,
  raw`Sep(?:tember)?`,
  raw`O(?:c|k)?t(?:ober)?`,
  raw`Nov(?:ember)?`,
  raw`De(?:c|z)(?:ember)?`,
]

export const TIME = patternGroup('time', [
  ['MONTH', raw`\b(?:${MONTHS.join('|')})\b`, 'A month by its English or German name.'],
  ['MONTHNUM', raw`(?:0?[1-9]|1[0-2])`, 'A month by its number.'],
  ['MONTHNUM2', raw`(?:0[1-9]|1[0-2])`, 'A month by its number, two digits.'],
  ['MONTHDAY', raw`(?:(?:0[1-9])|(?:[12][0-9])|(?:3[01])|[1-9])`, 'A day of the month.'],
  [
    'DAY',
    raw`(?:Mon(?:day)?|Tue(?:sday)?|Wed(?:nesday)?|Thu(?:rsday)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)`,
    'A day of the week.',
  ],
  ['YEAR', raw`(\d\d){1,2}`, 'A year of two or four digits.'],
  ['HOUR', raw`(?:2[0123]|[01]?[0-9])`, 'An hour.'],
  ['MINUTE', raw`(?:[0-5][0-9])`, 'A minute.'],
  ['SECOND', raw`(?:(?:[0-5]?[0-9]|60)(?:[:.,][0-9]+)?)`, 'A second with optional fraction.'],
  [
    'TIME',
    raw`(?:[^0-9]?)%{HOUR}:%{MINUTE}(?::%{SECOND})(?:[^0-9]?)`,
    'A time of day; takes one character that is no digit on each side.',
  ],
  ['DATE_US', raw`%{MONTHNUM}[/-]%{MONTHDAY}[/-]%{YEAR}`, 'Month, day, year.'],
  ['DATE_EU', raw`%{MONTHDAY}[./-]%{MONTHNUM}[./-]%{YEAR}`, 'Day, month, year.'],
  ['DATE', raw`%{DATE_US}|%{DATE_EU}`, 'A date of either order.'],
  ['DATESTAMP', raw`%{DATE}[- ]%{TIME}`, 'Date and time.'],
  ['ISO8601_TIMEZONE', raw`(?:Z|[+-]%{HOUR}(?::?%{MINUTE}))`, 'Z or an offset.'],
  ['ISO8601_SECOND', raw`(?:%{SECOND}|60)`, 'A second.'],
  [
    'TIMESTAMP_ISO8601',
    raw`%{YEAR}-%{MONTHNUM}-%{MONTHDAY}[T ]%{HOUR}:?%{MINUTE}(?::?%{SECOND})?%{ISO8601_TIMEZONE}?`,
    'Date and time of ISO 8601, with T or a blank between.',
  ],
  ['TZ', raw`(?:[PMCE][SD]T|UTC)`, 'A North American zone or UTC.'],
  [
    'DATESTAMP_RFC822',
    raw`%{DAY} %{MONTH} %{MONTHDAY} %{YEAR} %{TIME} %{TZ}`,
    'Weekday, month, day, year, time, zone.',
  ],
  [
    'DATESTAMP_RFC2822',
    raw`%{DAY}, %{MONTHDAY} %{MONTH} %{YEAR} %{TIME} %{ISO8601_TIMEZONE}`,
    'The date of a mail.',
  ],
  [
    'DATESTAMP_OTHER',
    raw`%{DAY} %{MONTH} %{MONTHDAY} %{TIME} %{TZ} %{YEAR}`,
    'Weekday, month, day, time, zone, year.',
  ],
  [
    'DATESTAMP_EVENTLOG',
    raw`%{YEAR}%{MONTHNUM2}%{MONTHDAY}%{HOUR}%{MINUTE}%{SECOND}`,
    'Date and time without separators.',
  ],
  [
    'HTTPDERROR_DATE',
    raw`%{DAY} %{MONTH} %{MONTHDAY} %{TIME} %{YEAR}`,
    'The date of an Apache error log.',
  ],
  ['SYSLOGTIMESTAMP', raw`%{MONTH} +%{MONTHDAY} %{TIME}`, 'The date of syslog, without year.'],
  ['HTTPDATE', raw`%{MONTHDAY}/%{MONTH}/%{YEAR}:%{TIME} %{INT}`, 'The date of an access log.'],
])
