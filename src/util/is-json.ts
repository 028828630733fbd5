// Whether a text is JSON in the strict sense of RFC 8259, and not nested beyond all measure.
import { isTooDeep } from './json-size.js'

export function isJson(text: string): boolean {
  try {
    return !isTooDeep(text, JSON.parse(text))
  } catch {
    return false
  }
}
