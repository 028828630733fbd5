// Options of the dead letters: where records are kept that a Dataway finally refuses, and how many.
import { join, resolve } from 'node:path'
import { defaultsOf, type OptionsOf, option } from '../util/option.js'

const MIB = 1024 * 1024

export const DEAD_LETTERS = {
  path: option<string | undefined>(
    undefined,
    'Folder of records that a Dataway finally refuses; `dead-letters` in the cache folder when empty.',
  ),
  maxBytes: option(
    64 * MIB,
    'Most bytes of that folder, the oldest file makes room; 0 keeps none of these records.',
  ),
  fileBytes: option(8 * MIB, 'Size at which a file of that folder is followed by another.'),
}

export type DeadLetterOptions = OptionsOf<typeof DEAD_LETTERS>

export const DEAD_LETTER_DEFAULTS: DeadLetterOptions = defaultsOf(DEAD_LETTERS)

/** The folder, where none is named: in the cache folder. */
export function deadLetterFolder({ path }: DeadLetterOptions, cacheDir: string): string {
  return path === undefined ? join(cacheDir, 'dead-letters') : resolve(path)
}
