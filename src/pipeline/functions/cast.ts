// cast: converts a value and writes it to its key. Ints go through a float, so beyond 2^53 they lose digits.

import { textOf } from '../../point/scalar.js'
import type { FieldValue, Value } from '../../point/value.js'
import { suggestion } from '../../util/closest.js'
import { defineFunction } from '../define.js'
import { toBool } from '../grok/convert.js'
import { numberOf } from './support/number-of.js'

const MIN_INT = -(2n ** 63n)

const CASTS: Readonly<Record<string, (value: Value) => FieldValue>> = {
  bool: truth,
  int: (value) => wholeNumber(numberOf(value)),
  float: numberOf,
  str: (value) => (typeof value === 'object' ? '' : (textOf(value) ?? '')),
  string: () => null,
}

export const cast = defineFunction({
  name: 'cast',
  category: 'number',
  summary: 'Converts the value of a key to another type.',
  doc: `Numbers are cut off toward zero. As \`bool\`, a number is true unless it is 0, and a text is true if it is one of
\`1 t T true True TRUE\`. As \`str\`, lists and maps give an empty text. \`string\` is accepted but gives nil: write
\`str\`.`,
  style: 'positional',
  params: {
    key: { kind: 'key', reportedAt: 'type', doc: 'The key to convert.' },
    type: { kind: 'string', doc: '`bool`, `int`, `float` or `str`.' },
  },
  failures: [
    'There is no such key: nothing changes.',
    'The text is no number: `int` and `float` give 0.',
    'The number has no int of 64 bits: the least int.',
  ],

  prepare({ key, type }, site) {
    const convert = Object.hasOwn(CASTS, type) ? CASTS[type] : undefined
    if (!convert) {
      const hint = suggestion(type, ['bool', 'int', 'float', 'str'])
      return site.refuse('type', 'PL302', `"${type}" is not a type to cast to`, hint)
    }
    return (point, _run, value) => {
      if (value !== undefined) point.set(key, convert(value))
    }
  },

  examples: [
    {
      title: 'Text to int',
      input: '200',
      script: 'cast(message, "int")',
      fields: { message: 200n },
    },
    {
      title: 'Text that is no number',
      input: 'many',
      script: 'cast(message, "float")',
      fields: { message: 0 },
    },
    { title: 'An unknown type', input: '', script: 'cast(message, "INT")', error: 'PL302' },
  ],
})

function wholeNumber(value: number): bigint {
  if (!(value >= -(2 ** 63) && value < 2 ** 63)) return MIN_INT
  return BigInt(Math.trunc(value))
}

function truth(value: Value): boolean {
  switch (typeof value) {
    case 'boolean':
      return value
    case 'bigint':
    case 'number':
      return value !== 0n && value !== 0
    case 'string':
      return toBool(value)
    default:
      return false
  }
}
