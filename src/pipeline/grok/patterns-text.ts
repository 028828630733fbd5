// Built-in patterns for words, names, numbers and paths.
// The expressions descend from the Logstash grok library (Apache-2.0).

import { patternGroup } from './pattern-group.js'

const raw = String.raw

export const TEXT = patternGroup('text', [
  ['WORD', raw`\b\w+\b`, 'Letters, digits and _ (ASCII) between word boundaries.'],
  ['NOTSPACE', raw`\S+`, 'Everything up to a blank, tab or line end.'],
  ['SPACE', raw`\s*`, 'White space, also none.'],
  ['DATA', raw`.*?`, 'As little as possible, within the line.'],
  ['GREEDYDATA', raw`.*`, 'As much as possible, within the line.'],
  ['GREEDYLINES', raw`(?s).*`, 'As much as possible, over all lines.'],
  [
    'QUOTEDSTRING',
    raw`"(?:[^"\\]*(?:\\.[^"\\]*)*)"|\'(?:[^\'\\]*(?:\\.[^\'\\]*)*)\'`,
    'Text in double or single quotes, the quotes included; may span lines.',
  ],
  ['QS', raw`%{QUOTEDSTRING}`, 'Short for QUOTEDSTRING.'],
  ['UUID', raw`[A-Fa-f0-9]{8}-(?:[A-Fa-f0-9]{4}-){3}[A-Fa-f0-9]{12}`, 'A UUID in hex with dashes.'],
  ['USERNAME', raw`[a-zA-Z0-9._-]+`, 'Letters, digits, dot, underscore, dash.'],
  ['USER', raw`%{USERNAME}`, 'Short for USERNAME.'],
  [
    'EMAILLOCALPART',
    raw`[a-zA-Z][a-zA-Z0-9_.+-=:]+`,
    'The part of a mail address before the @, two characters at least; takes , / ; < too.',
  ],
  ['EMAILADDRESS', raw`%{EMAILLOCALPART}@%{HOSTNAME}`, 'A mail address.'],
  ['HTTPDUSER', raw`%{EMAILADDRESS}|%{USER}`, 'The user of an access log.'],
])

export const NUMBERS = patternGroup('numbers', [
  ['INT', raw`(?:[+-]?(?:[0-9]+))`, 'An integer with optional sign.'],
  ['BASE10NUM', raw`(?:[+-]?(?:[0-9]+(?:\.[0-9]+)?)|\.[0-9]+)`, 'A decimal number.'],
  ['NUMBER', raw`(?:%{BASE10NUM})`, 'A decimal number.'],
  ['BASE16NUM', raw`(?:0[xX]?[0-9a-fA-F]+)`, 'A hexadecimal number that begins with 0.'],
  ['POSINT', raw`\b(?:[1-9][0-9]*)\b`, 'An integer without sign or leading zero.'],
  ['NONNEGINT', raw`\b(?:[0-9]+)\b`, 'An integer without sign.'],
])

export const PATHS = patternGroup('paths and addresses', [
  ['PATH', raw`(?:%{UNIXPATH}|%{WINPATH})`, 'A path of either kind.'],
  ['UNIXPATH', raw`(?:/[\w_%!$@:.,-]?/?)(?:\S+)?`, 'From a slash to the next blank.'],
  ['WINPATH', raw`(?:[A-Za-z]:|\\)(?:\\[^\\?*]*)+`, 'A Windows path; takes blanks.'],
  ['TTY', raw`(?:/dev/(?:pts|tty(?:[pq])?)(?:\w+)?/?(?:[0-9]+))`, 'A terminal device.'],
  ['URIPROTO', raw`[A-Za-z]+(?:\+[A-Za-z+]+)?`, 'The scheme of a URI.'],
  ['URIHOST', raw`%{IPORHOST}(?::%{POSINT:port})?`, 'Host and optional port; writes `port`.'],
  ['URIPATH', raw`(?:/[A-Za-z0-9$.+!*'(){},~:;=@#%_\-]*)+`, 'The path of a URI.'],
  [
    'URIPARAM',
    raw`\?[A-Za-z0-9$.+!*'|(){},~@#%&/=:;_?\-\[\]<>]*`,
    'The query of a URI with its ?.',
  ],
  ['URIPATHPARAM', raw`%{URIPATH}(?:%{URIPARAM})?`, 'Path and query.'],
  [
    'URI',
    raw`%{URIPROTO}://(?:%{USER}(?::[^@]*)?@)?(?:%{URIHOST})?(?:%{URIPATHPARAM})?`,
    'A whole URI; writes `port`.',
  ],
])
