// get_key: reads the record and never a variable.
import type { Value } from '../../point/value.js'
import { defineFunction } from '../define.js'

export const getKey = defineFunction({
  name: 'get_key',
  category: 'point',
  summary: 'Gives the value of a tag or field of the record, even if a variable has the same name.',
  style: 'positional',
  params: { key: { kind: 'key', pass: 'none', doc: 'The tag or field to read.' } },
  failures: ['There is no such tag or field: the result is nil.'],

  prepare({ key }) {
    return (point) => (point.get(key) ?? null) as Value
  },

  examples: [
    {
      title: 'The field behind a variable',
      input: 'from the log',
      script: 'message = "from the script"\nadd_key(original, get_key(message))',
      fields: { original: 'from the log' },
    },
    {
      title: 'A key that does not exist',
      input: '',
      script: 'add_key(missing, get_key(nothing) == nil)',
      fields: { missing: true },
    },
  ],
})
