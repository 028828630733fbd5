// json_all: nothing; kept so that old scripts compile.
import { defineFunction } from '../define.js'

export const jsonAll = defineFunction({
  name: 'json_all',
  category: 'json',
  summary: 'Does nothing. It is accepted so that old scripts go on working.',
  style: 'positional',
  params: { ignored: { kind: 'ignored', optional: true, doc: 'Ignored and not evaluated.' } },

  prepare() {
    return () => undefined
  },

  examples: [
    {
      title: 'No effect',
      input: '{"a": 1}',
      script: 'json_all()',
      fields: { a: undefined, message: '{"a": 1}' },
    },
    {
      title: 'Arguments have no effect',
      input: 'x',
      script: 'json_all(1)',
      fields: { message: 'x' },
    },
  ],
})
