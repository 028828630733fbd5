// Takes a log line apart as a reader does: times, levels, addresses, numbers, key=value, what stands in brackets and quotes,
// words, and the signs between them.

import { calledBy, fieldName, unitName } from './part-names.js'

export interface Part {
  readonly kind: 'field' | 'word' | 'literal'
  readonly text: string
  /** Of a field: the pattern, and what it may be called. */
  readonly name?: string
  readonly field?: string
  /** Of a field that no pattern has a name for: what takes it. */
  readonly expression?: string
  readonly weight: number
}

/** The most specific single pattern for a whole text. */
export type Best = (text: string) => { readonly name: string; readonly weight: number } | undefined

interface Rule {
  readonly expression: RegExp
  parts(match: RegExpExecArray, best: Best): readonly Part[]
}

/** In this order, at each place of the line. */
const RULES: readonly Rule[] = [
  { expression: /\s+/y, parts: ([text]) => [literal(text)] },
  ...[
    [
      'TIMESTAMP_ISO8601',
      /\d{4}-\d\d?-\d\d?[T ]\d\d?:?\d\d(?::?\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?(?!\w)/y,
    ],
    ['HTTPDATE', /\d\d?\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}(?!\w)/y],
    [
      'DATESTAMP_RFC2822',
      /[A-Z][a-z]{2}, \d\d? [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}(?!\w)/y,
    ],
    ['DATESTAMP_OTHER', /[A-Z][a-z]{2} [A-Z][a-z]{2} +\d\d? \d\d:\d\d:\d\d [A-Z]{3} \d{4}(?!\w)/y],
    ['HTTPDERROR_DATE', /[A-Z][a-z]{2} [A-Z][a-z]{2} +\d\d? \d\d:\d\d:\d\d(?:\.\d+)? \d{4}(?!\w)/y],
    ['SYSLOGTIMESTAMP', /[A-Z][a-z]{2} +\d\d? \d\d:\d\d:\d\d(?!\w)/y],
    ['DATESTAMP', /\d\d?[/.-]\d\d?[/.-]\d{4}[- ]\d\d?:\d\d:\d\d(?:[.,]\d+)?(?!\w)/y],
    ['DATE', /\d\d?[/.-]\d\d?[/.-]\d{4}(?!\w)/y],
  ].map(([name, expression]) => timeRule(name as string, expression as RegExp)),
  {
    expression: /([A-Z]{3,7}) (\/\S*|\*) HTTP\/(\d(?:\.\d)?)/y,
    parts: ([, method, url, version]) => [
      field('WORD', method!, 'http_method', 2),
      literal(' '),
      field('NOTSPACE', url!, 'http_url', 2),
      literal(' HTTP/'),
      field('NUMBER', version!, 'http_version', 2),
    ],
  },
  {
    expression: /\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?!\w)/y,
    parts: ([text]) => [
      {
        kind: 'field',
        text,
        expression: '\\d{4}/\\d{2}/\\d{2} \\d{2}:\\d{2}:\\d{2}',
        field: 'time',
        weight: 3,
      },
    ],
  },
  {
    expression: /\d{4}-\d\d-\d\d(?![\w-])/y,
    parts: ([text]) => [
      { kind: 'field', text, expression: '\\d{4}-\\d{2}-\\d{2}', field: 'date', weight: 3 },
    ],
  },
  {
    expression: /[a-z][a-z0-9+.-]*:\/\/[^\s"'<>()[\]{}|]+/iy,
    parts: ([text]) => [field('URI', text, 'url', 3)],
  },
  {
    expression: /([\w./-]+)\[(\d+)\]/y,
    parts: ([, program, pid]) => [
      field('PROG', program!, 'program', 2),
      literal('['),
      field('INT', pid!, 'pid', 2),
      literal(']'),
    ],
  },
  {
    expression: /([A-Za-z_][\w.-]*)=("(?:[^"\\]|\\.)*"|[^\s,;"'|]*)/y,
    parts: ([, key, value], best) => [
      literal(`${key}=`),
      ...valueParts(value!, key!.replace(/\W/g, '_'), best),
    ],
  },
  {
    expression: /"((?:[^"\\]|\\.)*)"/y,
    parts: ([, inner], best) => [literal('"'), ...insideParts(inner!, best, 'text'), literal('"')],
  },
  {
    expression: /([[(<【])([^[\]()<>【】]+)([\])>】])/y,
    parts: ([, open, inner, close], best) => [
      literal(open!),
      ...insideParts(inner!, best, 'part'),
      literal(close!),
    ],
  },
  {
    expression: /[^\s,;"'|[\](){}<>=]*[^\s,;"'|[\](){}<>=:.!?]/y,
    parts: ([text], best) => wordParts(text, best),
  },
  { expression: /[\s\S]/y, parts: ([text]) => [literal(text)] },
]

/** The parts of a line; what has no name of its own is called by the word before it. */
export function partsOf(line: string, best: Best): Part[] {
  return calledBy(readParts(line, best))
}

function readParts(line: string, best: Best): Part[] {
  const parts: Part[] = []
  for (let at = 0; at < line.length; ) {
    for (const { expression, parts: read } of RULES) {
      expression.lastIndex = at
      const match = expression.exec(line)
      if (match === null || match[0] === '') continue
      parts.push(...read(match, best))
      at += match[0].length
      break
    }
  }
  return parts
}

function timeRule(name: string, expression: RegExp): Rule {
  return {
    expression,
    parts: ([text], best) => [field(name, text, 'time', best(text)?.weight ?? 2)],
  }
}

/** The value behind `key=`. */
function valueParts(value: string, key: string, best: Best): Part[] {
  if (value.startsWith('"')) {
    return [literal('"'), field('DATA', value.slice(1, -1), key, 1), literal('"')]
  }
  const found = best(value)
  if (found && found.weight >= 2) return [field(found.name, value, key, found.weight + 1)]
  return [field(value === '' ? 'DATA' : 'NOTSPACE', value, key, 1)]
}

/** What stands in brackets or quotes: known as a whole, a row of known parts, or anything. */
function insideParts(text: string, best: Best, called: string): readonly Part[] {
  if (text === '') return []
  const found = best(text)
  if (found && found.weight >= 2)
    return [field(found.name, text, fieldName(found.name, text), found.weight)]
  const parts = readParts(text, best)
  const known = parts.filter(({ kind, weight }) => kind === 'field' && weight >= 2)
  if (known.length > 1 || (known.length === 1 && parts.length <= 3)) return parts
  return [field('DATA', text, called, 1)]
}

/** Source files, as loggers name them. */
const SOURCE = /^(.+\.(?:c|cc|cpp|cs|go|h|java|js|kt|lua|php|py|rb|rs|scala|ts)):(\d+)$/

/** A word alone; one with a port or a number behind a sign in its parts. */
function wordParts(text: string, best: Best): readonly Part[] {
  const port = /^(.+):(\d{1,5})$/.exec(text)
  if (port && (best(port[1]!)?.weight ?? 0) >= 3) {
    const [, host, number] = port
    const { name, weight } = best(host!)!
    return [
      field(name, host!, 'client_ip', weight),
      literal(':'),
      field('INT', number!, 'client_port', 2),
    ]
  }
  const source = SOURCE.exec(text)
  if (source)
    return [
      field('NOTSPACE', source[1]!, 'file', 1),
      literal(':'),
      field('INT', source[2]!, 'line', 2),
    ]
  if (/^\p{L}+$/u.test(text) && best(text)?.name !== 'LOGLEVEL') return [word(text)]
  if (!/\w/.test(text)) return [literal(text)]
  const unit = /^(-?\d+(?:\.\d+)?)([a-zµ%]+)$/.exec(text)
  if (unit) {
    const name = unit[1]!.includes('.') ? 'NUMBER' : 'INT'
    return [field(name, unit[1]!, unitName(unit[2]!), 2), literal(unit[2]!)]
  }
  const { name, weight } = best(text) ?? { name: 'NOTSPACE', weight: 0 }
  return [field(name, text, fieldName(name, text), weight)]
}

/** A text that matches itself. */
export function literal(text: string): Part {
  return { kind: 'literal', text, weight: 0 }
}

/** A word of the line itself, which ties the pattern to lines like this one. */
function word(text: string): Part {
  return { kind: 'word', text, weight: 0 }
}

function field(name: string, text: string, called: string, weight: number): Part {
  return { kind: 'field', text, name, field: called, weight }
}
