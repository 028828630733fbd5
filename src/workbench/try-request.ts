// The body of `POST /v1/pipeline/try`.
import { byteLength } from '../util/bytes.js'
import type { TryRequest } from './contract.js'
import { LIMITS } from './limits.js'
import { invalidRequest, tooLarge } from './request-fault.js'
import { flagOf, isIndex, isText, listOf, textOf, textsOf } from './request-members.js'

const DEFAULT_NAME = 'playground.p'
/** Any time of 64 bits, or none. */
const TIME = /^(?:-?\d{1,19})?$/
/** How many times the largest script all of them may have together. */
const SCRIPTS = 8

/** A request whose members are there, but for those that say something when they are absent. */
export type ReadTryRequest = Required<Omit<TryRequest, 'explain' | 'now'>> & {
  readonly explain: readonly number[] | undefined
  /** Unix nanoseconds. */
  readonly now: bigint | undefined
}

/** @throws RequestFault */
export function readTryRequest(body: Readonly<Record<string, unknown>>): ReadTryRequest {
  const now = textOf(body, 'now')
  if (!TIME.test(now)) throw invalidRequest('"now" is no number of nanoseconds')
  const request = {
    script: textOf(body, 'script'),
    name: textOf(body, 'name') || DEFAULT_NAME,
    scripts: Object.fromEntries(textsOf(body, 'scripts')),
    lines: listOf(body, 'lines', 'texts', isText),
    source: textOf(body, 'source'),
    tags: Object.fromEntries(textsOf(body, 'tags')),
    explain: isAbsent(body.explain) ? undefined : listOf(body, 'explain', 'indexes', isIndex),
    now: now === '' ? undefined : BigInt(now),
    warnings: isAbsent(body.warnings) || flagOf(body, 'warnings'),
  }
  checkSizes(request)
  return request
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null
}

function checkSizes({ script, scripts, lines }: ReadTryRequest): void {
  const { scriptBytes, dataBytes, lines: most } = LIMITS.try
  const all = SCRIPTS * scriptBytes
  if (byteLength(script) > scriptBytes) throw tooLarge('the script', scriptBytes, 'bytes')
  if (bytesOf(Object.values(scripts)) > all) throw tooLarge('"scripts"', all, 'bytes')
  if (lines.length > most) throw tooLarge('"lines"', most, 'lines')
  if (bytesOf(lines) > dataBytes) throw tooLarge('"lines"', dataBytes, 'bytes')
}

function bytesOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + byteLength(text), 0)
}
