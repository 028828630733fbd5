// Names in XML: letters, digits and a few signs, as the first edition of the standard has them. Its tables of letters are
// taken for the letters of today up to the Hangul syllables, without the CJK extension.

const FIRST = '(?![㐀-䶿\\u9fa6-\\uabff])[:_\\p{L}\\p{Nl}]'
const FURTHER = `${FIRST}|[\\-.·\\p{M}\\p{Nd}\\u0387\\u3005\\u3031-\\u3035]`
const NAME = new RegExp(`^(?:${FIRST})(?:${FURTHER})*$`, 'u')
const BEYOND = /[\ud7a4-\uffff]/

export interface Name {
  readonly prefix: string
  readonly local: string
}

export function isName(text: string): boolean {
  return NAME.test(text) && !BEYOND.test(text)
}

/** Undefined for a name with two colons. A colon at either end belongs to the local name. */
export function splitName(text: string): Name | undefined {
  const colon = text.indexOf(':')
  if (colon < 0) return { prefix: '', local: text }
  if (text.includes(':', colon + 1)) return undefined
  if (colon === 0 || colon === text.length - 1) return { prefix: '', local: text }
  return { prefix: text.slice(0, colon), local: text.slice(colon + 1) }
}
