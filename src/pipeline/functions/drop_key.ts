// drop_key: removes a tag or field.
import { defineFunction } from '../define.js'

export const dropKey = defineFunction({
  name: 'drop_key',
  category: 'point',
  summary: 'Removes a tag or field from the record.',
  doc: 'Variables stay. A removed `status` comes back as `info` when the script has ended.',
  style: 'positional',
  params: { key: { kind: 'key', pass: 'none', doc: 'The tag or field to remove.' } },
  failures: ['There is no such tag or field: nothing changes.'],

  prepare({ key }) {
    return (point) => point.delete(key)
  },

  examples: [
    {
      title: 'A helper field goes',
      input: 'x',
      script: 'add_key(helper, 1)\ndrop_key(helper)',
      fields: { helper: undefined, message: 'x' },
    },
    {
      title: 'A key that does not exist',
      input: 'x',
      script: 'drop_key(nothing)',
      fields: { message: 'x' },
    },
  ],
})
