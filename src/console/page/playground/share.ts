// Files that go out of the playground and come in: the whole work as one JSON file, a script, sample lines.
import { readWork, type Work } from './work.js'

const FORMAT = 'logfwdserver playground'
const VERSION = 1

/** What a file holds, by its name and text. */
export type Opened =
  | { readonly kind: 'work'; readonly work: Work }
  | { readonly kind: 'script'; readonly name: string; readonly script: string }
  | { readonly kind: 'lines'; readonly lines: string }
  | { readonly kind: 'refused'; readonly reason: 'version' | 'format' | 'size' }

/** Larger files are not opened: the page would be busy with them, not with the script. */
export const MOST_BYTES = 4 * 1024 * 1024

/** The work as a file to hand on. */
export function sharedText(work: Work): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...work }, null, 2)}\n`
}

/** A shared file, a script (`.p`), or else sample lines. */
export function openText(file: string, text: string): Opened {
  if (file.endsWith('.p')) return { kind: 'script', name: file.slice(0, -2), script: text }
  const value = file.endsWith('.json') ? parsed(text) : undefined
  if (!isShared(value)) {
    if (file.endsWith('.playground.json')) return { kind: 'refused', reason: 'format' }
    return { kind: 'lines', lines: text }
  }
  if (value.version !== VERSION) return { kind: 'refused', reason: 'version' }
  const work = readWork(value)
  return work ? { kind: 'work', work } : { kind: 'refused', reason: 'format' }
}

function isShared(value: unknown): value is { format: string; version: unknown } {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === FORMAT
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
