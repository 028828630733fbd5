// nullif: removes a key that holds a given value. Kind and value must be equal: 1 is neither 1.0 nor "1".
import { VOID } from '../../point/value.js'
import { defineFunction } from '../define.js'

export const nullif = defineFunction({
  name: 'nullif',
  category: 'condition',
  summary: 'Removes a key if it holds a given value.',
  doc: 'Kind and value must be the same: `1` is neither `1.0` nor `"1"`. Anything but a literal counts as nil.',
  style: 'positional',
  params: {
    key: { kind: 'key', doc: 'The key to look at.' },
    value: { kind: 'any', pass: 'none', doc: 'The value, a literal.' },
  },
  failures: ['There is no such key, or its value is another one: nothing changes.'],

  prepare({ key, value }) {
    const unwanted = value.constant ?? null
    return (point, _run, current) => {
      if ((current === VOID ? null : current) === unwanted) point.delete(key)
    }
  },

  examples: [
    {
      title: 'A dash means nothing',
      input: '-',
      script: 'add_key(user, message)\nnullif(user, "-")',
      fields: { user: undefined },
    },
    {
      title: 'Another kind',
      input: '1',
      script: 'nullif(message, 1)',
      fields: { message: '1' },
    },
  ],
})
