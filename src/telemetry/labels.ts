// What each label of a metric stands for, and what bounds its values: no series may grow with what clients send.

/** Different sources, scripts, storage indexes and listeners that have series of their own. */
export const MOST_NAMES = 200

export interface LabelDoc {
  readonly meaning: string
  /** What bounds the values. */
  readonly bound: string
}

const FOLDED = `the first ${MOST_NAMES} values, at most 128 characters of each; all later ones are \`other\``
const LISTED = 'a fixed list in the program'
const PROCESS = 'Node.js'

export const LABELS: Readonly<Record<string, LabelDoc>> = {
  api: { meaning: 'Route: of a Dataway for what is sent, of the HTTP API else', bound: LISTED },
  category: { meaning: 'Category of records', bound: LISTED },
  enc: {
    meaning: '`raw` for bodies before, `gzip` or `zstd` for after compression',
    bound: LISTED,
  },
  endpoint: { meaning: 'Address of a Dataway, secrets masked', bound: 'ENV_DATAWAY' },
  error: { meaning: 'Why records were given up: as `reason`', bound: LISTED },
  function: { meaning: 'Function that made a point', bound: LISTED },
  kind: { meaning: 'Kind of garbage collection', bound: PROCESS },
  le: { meaning: 'Upper bound of a bucket of a histogram', bound: LISTED },
  listener: { meaning: 'Address of a log port, as configured', bound: FOLDED },
  method: { meaning: 'HTTP method', bound: LISTED },
  name: {
    meaning:
      'Where records came from (`logfwd.<source>[.<storage index>]`, `v1-write.<input>`), or the script',
    bound: FOLDED,
  },
  namespace: { meaning: 'Where a script comes from: `default`, the disk', bound: LISTED },
  reason: { meaning: 'Why it happened', bound: LISTED },
  result: { meaning: '`ok` or `failed`, `match` or `miss`, `accepted` or why not', bound: LISTED },
  script: { meaning: 'File of a script', bound: FOLDED },
  secret: { meaning: '`certificate` or `token`', bound: LISTED },
  source: { meaning: 'Source of the records, as the sidecar names it', bound: FOLDED },
  space: { meaning: 'Part of the heap', bound: PROCESS },
  status: { meaning: 'HTTP status text (`OK`), or the kind of failure', bound: LISTED },
  type: { meaning: 'Kind of handle, request or resource', bound: PROCESS },
  version: { meaning: 'Version', bound: 'one' },
  node: { meaning: 'Version of Node.js', bound: 'one' },
  major: { meaning: 'Part of the version', bound: 'one' },
  minor: { meaning: 'Part of the version', bound: 'one' },
  patch: { meaning: 'Part of the version', bound: 'one' },
}
