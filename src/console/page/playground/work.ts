// What an author works on: a script, sample lines and the settings of their records. It is what is kept, shared and tried.

export interface Work {
  /** Name of the script without `.p`. */
  readonly name: string
  readonly script: string
  /** The sample lines as one text. */
  readonly lines: string
  /** Whether a record is what stands between blank lines, rather than one line. */
  readonly multiline: boolean
  /** Measurement of the records; "" for that of the name. */
  readonly source: string
  /** Tags of the records, `key=value` separated by commas. */
  readonly tags: string
}

/** The tags that the text lists; what is no pair is left out. */
export function tagsOf(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(',').map((pair) => {
    const at = pair.indexOf('=')
    return at < 0 ? ['', ''] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
  })
  return Object.fromEntries(pairs.filter(([key]) => key !== ''))
}

/** A name that can be one of a file: letters, digits, `.`, `_` and `-`. */
export function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+|-+$/g, '') || 'playground'
}

/** The script with which a first visit begins: it shows a match, a second group that matches, and a miss. */
export const EXAMPLE: Work = {
  name: 'shop',
  script: `# A shop's log: requests, and messages with a level.
# Change anything here or below: the results follow.
add_pattern("route", "/[a-z]+(?:/\\\\d+)?")

if grok(_, "^%{IPV4:client_ip} %{WORD:method} %{route:path} %{INT:code:int} %{NUMBER:seconds:float}$") {
  group_between(code, [200, 299], "OK", status)
  group_between(code, [400, 499], "warning", status)
  group_between(code, [500, 599], "error", status)
  set_tag(method)
} elif grok(_, "^%{TIMESTAMP_ISO8601:time} %{LOGLEVEL:status} %{GREEDYDATA:msg}") {
  default_time(time, "Asia/Shanghai")
}
`,
  lines: `10.0.3.17 GET /orders/4711 200 0.042
10.0.3.21 POST /orders 503 2.5
2024-03-12T16:15:42 WARN stock of 茶壶 is low: 3 left
10.0.3.17 GET /orders/4711 200 -
`,
  multiline: false,
  source: '',
  tags: '',
}

/** Parts of the work by the name of a member, with values of other kinds left out. */
export function readWork(value: unknown): Work | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const given = value as Record<string, unknown>
  if (typeof given.script !== 'string' || typeof given.lines !== 'string') return undefined
  const text = (key: string) => (typeof given[key] === 'string' ? given[key] : '')
  return {
    name: fileName(text('name')),
    script: given.script,
    lines: given.lines,
    multiline: given.multiline === true,
    source: text('source'),
    tags: text('tags'),
  }
}
