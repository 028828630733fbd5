// Built-in patterns for log lines and their parts. They write fields of their own.
// The expressions descend from the Logstash grok library (Apache-2.0).

import { patternGroup } from './pattern-group.js'

const raw = String.raw

/** One word in the spellings `Word` and `word`, then `WORD`; brackets mark what may be left out. */
const LEVELS = [
  '[Aa]lert|ALERT',
  '[Tt]race|TRACE',
  '[Dd]ebug|DEBUG',
  '[Nn]otice|NOTICE',
  '[Ii]nfo|INFO',
  '[Ww]arn?(?:ing)?|WARN?(?:ING)?',
  '[Ee]rr?(?:or)?|ERR?(?:OR)?',
  '[Cc]rit?(?:ical)?|CRIT?(?:ICAL)?',
  '[Ff]atal|FATAL',
  '[Ss]evere|SEVERE',
  'EMERG(?:ENCY)?|[Ee]merg(?:ency)?',
]

const APACHE_REQUEST = raw`(?:%{WORD:verb} %{NOTSPACE:request}(?: HTTP/%{NUMBER:httpversion})?|%{DATA:rawrequest})`
const ERROR_HEAD = raw`\[%{HTTPDERROR_DATE:timestamp}\]`

export const LOGS = patternGroup('log lines', [
  ['LOGLEVEL', raw`(?:${LEVELS.join('|')})`, 'A log level; matches inside words too.'],
  ['PROG', raw`[\x21-\x5a\x5c\x5e-\x7e]+`, 'A program name: printable ASCII but blank, [ and ].'],
  ['SYSLOGPROG', raw`%{PROG:program}(?:\[%{POSINT:pid}\])?`, 'Program and process of syslog.'],
  ['SYSLOGHOST', raw`%{IPORHOST}`, 'The host of syslog.'],
  [
    'SYSLOGFACILITY',
    raw`<%{NONNEGINT:facility}.%{NONNEGINT:priority}>`,
    'Facility and priority of syslog.',
  ],
  [
    'SYSLOGBASE',
    raw`%{SYSLOGTIMESTAMP:timestamp} (?:%{SYSLOGFACILITY} )?%{SYSLOGHOST:logsource} %{SYSLOGPROG}:`,
    'The head of a syslog line.',
  ],
  [
    'COMMONAPACHELOG',
    raw`%{IPORHOST:clientip} %{HTTPDUSER:ident} %{USER:auth} \[%{HTTPDATE:timestamp}\] "${APACHE_REQUEST}" %{NUMBER:response} (?:%{NUMBER:bytes}|-)`,
    'An access log line in the common format.',
  ],
  [
    'COMBINEDAPACHELOG',
    raw`%{COMMONAPACHELOG} %{QS:referrer} %{QS:agent}`,
    'An access log line in the combined format.',
  ],
  [
    'HTTPD20_ERRORLOG',
    raw`${ERROR_HEAD} \[%{LOGLEVEL:loglevel}\] (?:\[client %{IPORHOST:clientip}\] ){0,1}%{GREEDYDATA:errormsg}`,
    'An error log line of Apache 2.0.',
  ],
  [
    'HTTPD24_ERRORLOG',
    raw`${ERROR_HEAD} \[%{WORD:module}:%{LOGLEVEL:loglevel}\] \[pid %{POSINT:pid}:tid %{NUMBER:tid}\]( \(%{POSINT:proxy_errorcode}\)%{DATA:proxy_errormessage}:)?( \[client %{IPORHOST:client}:%{POSINT:clientport}\])? %{DATA:errorcode}: %{GREEDYDATA:message}`,
    'An error log line of Apache 2.4; writes `message`.',
  ],
  [
    'HTTPD_ERRORLOG',
    raw`%{HTTPD20_ERRORLOG}|%{HTTPD24_ERRORLOG}`,
    'An error log line of either; on a 2.0 line `timestamp` and `loglevel` stay empty.',
  ],
  [
    'COMMONENVOYACCESSLOG',
    raw`\[%{TIMESTAMP_ISO8601:timestamp}\] \"%{DATA:method} (?:%{URIPATH:uri_path}(?:%{URIPARAM:uri_param})?|%{DATA:}) %{DATA:protocol}\" %{NUMBER:status_code} %{DATA:response_flags} %{NUMBER:bytes_received} %{NUMBER:bytes_sent} %{NUMBER:duration} (?:%{NUMBER:upstream_service_time}|%{DATA:tcp_service_time}) \"%{DATA:forwarded_for}\" \"%{DATA:user_agent}\" \"%{DATA:request_id}\" \"%{DATA:authority}\" \"%{DATA:upstream_service}\"`,
    'An access log line of Envoy; `%{DATA:}` in it is no reference but that very text.',
  ],
])
