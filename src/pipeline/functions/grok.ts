// grok: matches a text against a pattern and writes what it captured. This is the step most records spend their time in:
// for records of the shape seen last, captures go straight into the row of values.

import type { Point } from '../../point/point.js'
import { keyText } from '../../point/scalar.js'
import type { Shape } from '../../point/shape.js'
import type { Tags } from '../../point/tags.js'
import { type CallSite, defineFunction } from '../define.js'
import { type Capture, compileGrok, type GrokMatcher } from '../grok/matcher.js'
import { keyOf } from './support/keys.js'
import { refusePattern } from './support/regexp.js'

export const grok = defineFunction({
  name: 'grok',
  category: 'grok',
  summary: 'Takes fields out of a text by a pattern; tells whether it matched.',
  doc: `A pattern is a regular expression in which \`%{NAME:field:type}\` stands for the pattern NAME; what it matches becomes
a field. Types are \`str\`, \`int\`, \`float\` and \`bool\`. The first match anywhere in the text counts.`,
  style: 'positional',
  params: {
    key: { kind: 'key', doc: 'The key that holds the text.' },
    pattern: { kind: 'string', doc: 'The pattern.' },
    trim_space: {
      kind: 'bool',
      optional: true,
      checkedFirst: true,
      default: true,
      doc: 'Whether white space at both ends of a capture is removed.',
    },
  },
  failures: [
    'There is no such key, or the text does not match: the result is false, nothing changes.',
    'A part of the pattern took no part in the match: its field is an empty text, 0 or false.',
    'A capture does not fit its type: the field is 0 or false.',
  ],

  prepare({ pattern, trim_space }, site) {
    const matcher = compiled(pattern, trim_space ?? true, site)
    const write = writer(matcher.names.map(keyOf))
    return (point, run, value) => {
      const text = typeof value === 'string' ? value : keyText(value)
      const captures = text === undefined ? null : matcher.exec(text)
      if (captures === null) {
        run.groks.missed++
        return false
      }
      run.groks.matched++
      write(point, captures)
      return true
    }
  },

  examples: [
    {
      title: 'Method and status of a request',
      input: 'GET /index.html 200',
      script: 'grok(_, "%{WORD:method} %{NOTSPACE:path} %{INT:code:int}")',
      fields: { method: 'GET', path: '/index.html', code: 200n },
    },
    {
      title: 'The first pattern that fits',
      input: 'level=warn disk is full',
      script:
        'if !grok(_, "^%{INT:code} ") {\n  grok(_, "level=%{WORD:status} %{GREEDYDATA:text}")\n}',
      fields: { status: 'warning', text: 'disk is full', code: undefined },
    },
    {
      title: 'No match',
      input: 'plain text',
      script: 'add_key(matched, grok(_, "%{INT:code}"))',
      fields: { matched: false, code: undefined },
    },
    {
      title: 'A pattern that does not exist',
      input: '',
      script: 'grok(_, "%{NOTHING:x}")',
      error: 'PL401',
    },
  ],
})

function compiled(pattern: string, trim: boolean, site: CallSite): GrokMatcher {
  try {
    return compileGrok(pattern, site.patterns, { trim })
  } catch (error) {
    return refusePattern(error, site)
  }
}

/**
 * Writes captures to the fields of their names. What a shape means (the slot of each name, and the shape that
 * follows) is remembered for the shape seen last, and that none of the names is a tag for the tags seen last. A script can
 * be interrupted between any two steps: what is remembered counts only when its last step, the shape, is done.
 */
function writer(names: readonly string[]): (point: Point, captures: readonly Capture[]) => void {
  let shape: Shape | undefined
  let tags: Tags | undefined
  let next: Shape
  const slots: number[] = []

  return (point, captures) => {
    if (point.tags !== tags) {
      if (names.some((name) => point.tags.has(name))) return writeEach(point, names, captures)
      tags = point.tags
    }
    if (point.shape !== shape) {
      shape = undefined
      next = extend(point.shape, names, slots)
      shape = point.shape
    }
    const { values } = point
    for (let i = 0; i < slots.length; i++) values[slots[i] as number] = captures[i]
    point.shape = next
  }
}

function writeEach(point: Point, names: readonly string[], captures: readonly Capture[]): void {
  for (let i = 0; i < names.length; i++) point.set(names[i] as string, captures[i] as Capture)
}

/** The shape with all the names; `slots` gets the place of each. */
function extend(shape: Shape, names: readonly string[], slots: number[]): Shape {
  let grown = shape
  names.forEach((name, i) => {
    if (grown.slot(name) === undefined) grown = grown.with(name)
    slots[i] = grown.slot(name) as number
  })
  return grown
}
