// Writes the parts of a line as a grok pattern; a field's name is used once.
import { escapeRegExp } from '../util/escape-regexp.js'
import type { Part } from './line-parts.js'

const TYPES: Readonly<Record<string, string>> = { INT: ':int', NUMBER: ':float' }

export class FieldNames {
  private readonly used = new Map<string, number>()

  written({ kind, text, name, field, expression }: Part): string {
    if (kind !== 'field') return escaped(text)
    const count = (this.used.get(field!) ?? 0) + 1
    this.used.set(field!, count)
    const unique = count === 1 ? field : `${field}_${count}`
    if (expression !== undefined) return `(?P<${unique}>${expression})`
    const type = field === 'http_version' ? '' : (TYPES[name!] ?? '')
    return `%{${name}:${unique}${type}}`
  }
}

/** Literal text for a pattern; white space of several characters may be of any length. */
function escaped(text: string): string {
  if (/^\s+$/.test(text) && text !== ' ') return '\\s+'
  return escapeRegExp(text)
}
