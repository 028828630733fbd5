// group_in: writes a value if the key holds one of a list. Elements are compared by kind and content.

import { sameValue } from '../../point/same-value.js'
import { isList, type Value, VOID } from '../../point/value.js'
import { defineFunction } from '../define.js'
import { scalarLiteral } from './support/literal.js'

export const groupIn = defineFunction({
  name: 'group_in',
  category: 'condition',
  summary: 'Writes a value if a key holds one of a list of values.',
  doc: 'Kind and value must be the same: `200` is neither `200.0` nor `"200"`.',
  style: 'positional',
  params: {
    key: { kind: 'key', doc: 'The key to look at.' },
    list: {
      kind: 'any',
      evaluates: ['list', 'ident'],
      after: { param: 'key', holds: (value) => value !== undefined },
      guard: true,
      doc: 'A list, or a variable that holds one.',
    },
    value: { kind: 'any', pass: 'none', doc: 'What is written: a text, number or bool literal.' },
    new_key: {
      kind: 'key',
      pass: 'none',
      optional: true,
      doc: 'The key to write; without it, `key`.',
    },
  },
  failures: [
    'There is no such key, or its value is not in the list: nothing changes.',
    'The second argument is no list: it counts as an empty one.',
    'The value is no literal: nothing changes.',
  ],

  prepare({ key, value, new_key }) {
    const written = scalarLiteral(value)
    const target = new_key ?? key
    return (point, _run, current, members) => {
      if (current === undefined || written === undefined) return
      if (contains(members, current === VOID ? null : current)) point.set(target, written)
    }
  },

  examples: [
    {
      title: 'Short forms of a level',
      input: 'E',
      script: 'group_in(message, ["E", "ERR"], "error", status)',
      fields: { status: 'error' },
    },
    {
      title: 'A text is not a number',
      input: '200',
      script: 'group_in(message, [200], "fine", verdict)',
      fields: { verdict: undefined },
    },
  ],
})

function contains(list: Value | undefined, value: Value): boolean {
  return isList(list) && list.some((item) => sameValue(item, value))
}
