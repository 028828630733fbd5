// drop_origin_data: removes the log line itself.
import { defineFunction } from '../define.js'

export const dropOriginData = defineFunction({
  name: 'drop_origin_data',
  category: 'point',
  summary: 'Removes the field `message`, the log line itself.',
  style: 'positional',
  params: { ignored: { kind: 'ignored', optional: true, doc: 'Ignored and not evaluated.' } },
  failures: ['There is no `message` any more: nothing changes.'],

  prepare() {
    return (point) => point.delete('message')
  },

  examples: [
    {
      title: 'Only what was taken from the line is kept',
      input: '42',
      script: 'add_key(n, message)\ndrop_origin_data()',
      fields: { n: '42', message: undefined },
    },
    {
      title: 'Twice is once',
      input: '42',
      script: 'drop_origin_data()\ndrop_origin_data()',
      fields: { message: undefined },
    },
  ],
})
