// The last steps on a record whose script ended well, or by `exit()`: the status is brought to one of the known
// words, and a key `time` becomes the time of the record. After a run-time failure neither happens.
import type { Point } from '../point/point.js'
import { lowerCase } from '../util/simple-case.js'

/** Status word, lower-cased → the word that is stored. Other words stay, lower-cased. */
const STATUS_WORDS: readonly (readonly [stored: string, ...words: string[]])[] = [
  ['emerg', 'f', 'emerg'],
  ['alert', 'a', 'alert'],
  ['critical', 'c', 'critical'],
  ['error', 'e', 'error'],
  ['warning', 'w', 'warn', 'warning'],
  ['notice', 'n', 'notice'],
  ['info', 'i', 'info', ''],
  ['debug', 'd', 'trace', 'verbose', 'debug'],
  ['OK', 'o', 's', 'ok'],
]

const STORED_WORD: ReadonlyMap<string, string> = new Map(
  STATUS_WORDS.flatMap(([stored, ...words]) => words.map((word) => [word, stored] as const)),
)

/** Most spellings that are remembered; texts from outside must not fill the memory. */
const MAX_SPELLINGS = 256
const spellings = new Map<string, string>()

/** Finishes a record in place. */
export function finish(point: Point, statusMapping: boolean): void {
  if (statusMapping) mapStatus(point)
  moveTime(point)
}

/** The stored form of a status; anything but a text counts as `info`. */
function statusWord(status: unknown): string {
  if (typeof status !== 'string') return 'info'
  const known = spellings.get(status)
  if (known !== undefined) return known
  const lower = lowerCase(status)
  const word = STORED_WORD.get(lower) ?? lower
  if (spellings.size < MAX_SPELLINGS && status.length <= 64) spellings.set(status, word)
  return word
}

function mapStatus(point: Point): void {
  const status = point.get('status')
  const word = statusWord(status)
  if (word !== status) point.set('status', word)
}

/** The key `time` goes in any case; only an int other than 0 is a time. */
function moveTime(point: Point): void {
  const time = point.get('time')
  if (time === undefined) return
  if (typeof time === 'bigint' && time !== 0n) point.time = time
  point.delete('time')
}
