// Writes the tree down as a regular expression again: for JavaScript (flag `u` alone) or, without flags and
// names, for the linear-time engine. JavaScript's own \s, \w under `iu`, `.` and $ with `m` mean other things
// than Go's, so classes are always spelled out and line ends are look-around.

import type { CodePointSet } from './code-point-set.js'
import type { Node, Place, Repeat } from './go-regexp-ast.js'

/** How an engine writes what differs. */
interface Dialect {
  readonly places: Readonly<Record<Place, string>>
  readonly anyCodePoint: string
  readonly nothing: string
  readonly codePoint: (hex: string) => string
}

const JAVASCRIPT: Dialect = {
  places: {
    'text-start': '^',
    'text-end': '$',
    'line-start': '(?<![^\\n])',
    'line-end': '(?![^\\n])',
    word: '\\b',
    'no-word': '\\B',
  },
  anyCodePoint: '[^]',
  nothing: '[]',
  codePoint: (hex) => `\\u{${hex}}`,
}

const LINEAR: Dialect = {
  places: {
    'text-start': '\\A',
    'text-end': '\\z',
    'line-start': '(?m:^)',
    'line-end': '(?m:$)',
    word: '\\b',
    'no-word': '\\B',
  },
  anyCodePoint: '(?s:.)',
  nothing: '[^\\x{0}-\\x{10ffff}]',
  codePoint: (hex) => `\\x{${hex}}`,
}

/** Source for `new RegExp(source, 'u')`. */
export function emitJavaScript(node: Node): string {
  return emit(node, JAVASCRIPT)
}

/** Source for the linear-time engine. */
export function emitLinear(node: Node): string {
  return emit(node, LINEAR)
}

function emit(node: Node, dialect: Dialect): string {
  switch (node.kind) {
    case 'empty':
      return '(?:)'
    case 'char':
      return character(node.code, dialect)
    case 'class':
      return classSource(node.set, dialect)
    case 'any':
      return node.newline ? dialect.anyCodePoint : '[^\\n]'
    case 'assert':
      return dialect.places[node.place]
    case 'group':
      return `(${emit(node.body, dialect)})`
    case 'concat':
      return node.parts
        .map((part) => (part.kind === 'alternate' ? wrapped(part, dialect) : emit(part, dialect)))
        .join('')
    case 'alternate':
      return node.branches.map((branch) => emit(branch, dialect)).join('|')
    case 'repeat':
      return repeatSource(node, dialect)
  }
}

function wrapped(node: Node, dialect: Dialect): string {
  return `(?:${emit(node, dialect)})`
}

function repeatSource({ body, min, max, greedy }: Repeat, dialect: Dialect): string {
  const atomic = ['char', 'class', 'any', 'group', 'empty'].includes(body.kind)
  const source = atomic ? emit(body, dialect) : wrapped(body, dialect)
  return source + operator(min, max) + (greedy ? '' : '?')
}

function operator(min: number, max: number): string {
  if (max === Infinity) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`
  if (min === 0 && max === 1) return '?'
  return min === max ? `{${min}}` : `{${min},${max}}`
}

/** Letters, digits and harmless signs as they are, syntax with a backslash, the rest by number. */
function character(code: number, dialect: Dialect): string {
  const text = String.fromCodePoint(code)
  if (/[0-9A-Za-z _!"#%&',:;<=>@`~]/.test(text)) return text
  if (/[$()*+./?[\\\]^{|}]/.test(text)) return `\\${text}`
  return text === '-' ? text : dialect.codePoint(code.toString(16))
}

function member(code: number, dialect: Dialect): string {
  const text = String.fromCodePoint(code)
  return /[0-9A-Za-z_]/.test(text) ? text : dialect.codePoint(code.toString(16))
}

function classSource({ negated, ranges, properties }: CodePointSet, dialect: Dialect): string {
  const members = ranges.map(([low, high]) => {
    const first = member(low, dialect)
    return low === high ? first : `${first}-${member(high, dialect)}`
  })
  for (const { name, negated: outside } of properties) {
    members.push(
      `\\${outside ? 'P' : 'p'}{${dialect === LINEAR ? name.replace(/^.*=/, '') : name}}`,
    )
  }
  if (members.length === 0) return negated ? dialect.anyCodePoint : dialect.nothing
  return `[${negated ? '^' : ''}${members.join('')}]`
}
