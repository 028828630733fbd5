// Character data: line ends, references, and the characters that XML does not know.

const ILLEGAL = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/u
const REFERENCE = /&(?:(lt|gt|amp|apos|quot)|#([0-9]+)|#x([0-9a-fA-F]+));|&/g
const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  apos: "'",
  quot: '"',
}

/** Undefined for a wrong reference or character. */
export function decodeText(raw: string, hasReferences: boolean): string | undefined {
  const lines = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw
  const text = hasReferences && lines.includes('&') ? resolved(lines) : lines
  return text === undefined || ILLEGAL.test(text) ? undefined : text
}

function resolved(text: string): string | undefined {
  let isGood = true
  const result = text.replace(REFERENCE, (_, entity?: string, decimal?: string, hex?: string) => {
    if (entity !== undefined) return ENTITIES[entity] ?? ''
    const code = Number(decimal ?? `0x${hex ?? ''}`)
    if (code <= 0x10ffff)
      return code >= 0xd800 && code < 0xe000 ? '\ufffd' : String.fromCodePoint(code)
    isGood = false
    return ''
  })
  return isGood ? result : undefined
}
