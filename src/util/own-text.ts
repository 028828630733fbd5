// Texts that outlive their record. A piece cut from a long text may keep the whole of it in memory; a text of its own does not.

/** Pieces shorter than this never refer to the text they come from. */
const SHORT = 13

/** The same text, without anything behind it. */
export function ownText(text: string): string {
  if (text.length < SHORT) return text
  // Through UTF-8 it keeps to a byte a character where it can; half a surrogate pair has no UTF-8 form.
  const encoding = text.isWellFormed() ? 'utf8' : 'utf16le'
  return Buffer.from(text, encoding).toString(encoding)
}
