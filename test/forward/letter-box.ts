// Dead letters in memory, to look into.
import type { SetAside } from '../../src/forward/target.js'
import type { Refusal } from '../../src/point/refusal.js'

export interface LetterBox extends SetAside {
  readonly letters: { readonly reason: string; readonly text: string; readonly refusal: Refusal }[]
  /** The messages in them. */
  messages(): string[]
}

/** @param write when a letter counts as written */
export function letterBox(write: () => Promise<boolean> = async () => true): LetterBox {
  const letters: LetterBox['letters'] = []
  return {
    folder: '/dead-letters',
    letters,
    messages: () => letters.map(({ text }) => /message="([^"]*)"/.exec(text)?.[1] ?? ''),
    put(refusal) {
      for (const { bytes } of refusal.records) {
        letters.push({ reason: refusal.reason, text: Buffer.from(bytes).toString(), refusal })
      }
      return write()
    },
  }
}
