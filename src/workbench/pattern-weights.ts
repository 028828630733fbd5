// How specific the built-in patterns are: 0 takes nearly everything, 4 hardly anything by chance. Aliases and patterns that
// are only parts of others are left out.

const WEIGHTS: readonly (readonly [weight: number, names: string])[] = [
  [4, 'TIMESTAMP_ISO8601 HTTPDATE UUID IPV6 DATESTAMP_RFC2822 DATESTAMP_RFC822 SYSLOGBASE'],
  [3, 'IPV4 MAC EMAILADDRESS URI SYSLOGTIMESTAMP HTTPDERROR_DATE LOGLEVEL TTY DATESTAMP'],
  [2, 'DATESTAMP_OTHER INT DATE TIME MONTH DAY URIPATHPARAM WINPATH QUOTEDSTRING'],
  [1, 'NUMBER BASE16NUM UNIXPATH WORD'],
  [0, 'NOTSPACE HOSTNAME HOSTPORT USERNAME PROG SYSLOGPROG GREEDYDATA'],
]

const WEIGHT = new Map(
  WEIGHTS.flatMap(([weight, names]) => names.split(' ').map((name) => [name, weight] as const)),
)

/** Patterns that are suggested alone. */
export const SINGLES: readonly string[] = [...WEIGHT.keys()]

/** What an author gave a name of its own fits on purpose. */
export const OWN_WEIGHT = 3

/** Whole lines that have a pattern: it writes the fields of all of them. */
export const WHOLE_LINES: readonly { name: string; weight: number; rest: string }[] = [
  { name: 'COMBINEDAPACHELOG', weight: 40, rest: '' },
  { name: 'COMMONAPACHELOG', weight: 36, rest: '' },
  { name: 'COMMONAPACHELOG', weight: 34, rest: ' %{GREEDYDATA:msg}' },
  { name: 'COMMONENVOYACCESSLOG', weight: 36, rest: '' },
  { name: 'HTTPD24_ERRORLOG', weight: 24, rest: '' },
  { name: 'HTTPD20_ERRORLOG', weight: 22, rest: '' },
  { name: 'SYSLOGBASE', weight: 20, rest: ' %{GREEDYDATA:msg}' },
]

/** Hosts that say so: of a domain, or this one. Any word with a hyphen would be a host name too, and `main.go:88` a port. */
const HOST =
  /^(?:localhost|[\w-]+(?:\.[\w-]+)*\.(?:cn|com|example|internal|io|local|net|org))(?::\d+)?$/

/** Undefined for what is not suggested, and for patterns that are not built in. */
export function weightOf(name: string, text: string): number | undefined {
  return /^HOST/.test(name) && HOST.test(text) ? 2 : WEIGHT.get(name)
}
