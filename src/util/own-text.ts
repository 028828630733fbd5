// Texts that outlive their record. A piece cut from a long text may keep the whole of it in memory; a text of its own does not.

/** Pieces shorter than this never refer to the text they come from. */
const SHORT = 13

/** The same text, without anything behind it. */
export function ownText(text: string): string {
  return text.length < SHORT ? text : Buffer.from(text, 'utf16le').toString('utf16le')
}
