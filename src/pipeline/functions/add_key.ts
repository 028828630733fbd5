// add_key: writes a field; with one argument, the value of that name.
import { keyWriter } from '../../point/access.js'
import { storable } from '../../point/point.js'
import type { Value } from '../../point/value.js'
import { defineFunction } from '../define.js'
import { scalarLiteral } from './support/literal.js'

export const addKey = defineFunction({
  name: 'add_key',
  category: 'point',
  summary: 'Writes a field of the record.',
  doc: `With one argument, the value of that name is written: a script variable becomes a field. A tag of that name
stays a tag and gets the value as text. Lists and maps are stored as JSON text.`,
  style: 'positional',
  params: {
    key: { kind: 'key', pass: 'alone', doc: 'The field to write.' },
    value: {
      kind: 'any',
      optional: true,
      doc: 'The value; without it, the value of the name `key`.',
    },
  },
  failures: [
    'One argument that names neither a variable nor a key of the record: nothing changes.',
    'A list or map with NaN or infinity inside: the field becomes nil.',
  ],

  prepare({ key, value }) {
    const write = keyWriter(key)
    if (!value) {
      return (point, _run, current) => {
        if (current !== undefined) write(point, storable(current))
      }
    }
    const literal = scalarLiteral(value)
    if (literal !== undefined) return (point) => write(point, literal)
    return (point, _run, _current, given) => write(point, storable(given as Value))
  },

  examples: [
    {
      title: 'A new field',
      input: '',
      script: 'add_key(city, "shanghai")',
      fields: { city: 'shanghai' },
    },
    {
      title: 'A variable becomes a field',
      input: '',
      script: 'level = "E" + "1"\nadd_key(level)',
      fields: { level: 'E1' },
    },
    {
      title: 'A name that does not exist',
      input: '',
      script: 'add_key(nothing)',
      fields: { nothing: undefined },
    },
  ],
})
