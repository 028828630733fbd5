// The work survives a reload: it is kept in the browser's storage, bounded, and only there.
import { local } from '../state/remembered.js'
import type { SavedCase } from './cases.js'
import { readWork, type Work } from './work.js'

const KEY = 'logfwdserver.playground'
/** Characters; browsers give a page some five million. */
const MOST = 1_000_000

export interface Kept {
  readonly work: Work
  readonly cases: readonly SavedCase[]
}

/** Of sample lines that are too many for the storage, the first are kept. */
const MOST_LINES = 300_000

/** False when not all of it is kept: it is too large, or the browser gives no storage. */
export function keep(kept: Kept): boolean {
  const text = JSON.stringify(kept)
  if (text.length <= MOST) return stored(text)
  const { work, cases } = kept
  const lines = work.lines.slice(0, work.lines.lastIndexOf('\n', MOST_LINES) + 1)
  const shorter = JSON.stringify({ work: { ...work, lines }, cases })
  if (shorter.length <= MOST) stored(shorter)
  return false
}

function stored(text: string): boolean {
  try {
    local().setItem(KEY, text)
    return true
  } catch {
    return false
  }
}

/** What was kept, or undefined when there is nothing that can be read. */
export function kept(): Kept | undefined {
  try {
    const value = JSON.parse(local().getItem(KEY) ?? 'null')
    const work = readWork(value?.work)
    return work && { work, cases: Array.isArray(value.cases) ? value.cases.filter(isCase) : [] }
  } catch {
    return undefined
  }
}

function isCase(value: unknown): value is SavedCase {
  const { title, json } = (value ?? {}) as Record<string, unknown>
  return typeof title === 'string' && typeof json === 'string'
}
