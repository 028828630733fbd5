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

/** False when it is too large or the browser gives no storage: then what was kept before stays. */
export function keep(kept: Kept): boolean {
  const text = JSON.stringify(kept)
  if (text.length > MOST) return false
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
