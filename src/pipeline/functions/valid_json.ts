// valid_json: strict JSON, without the leniency of load_json. Its name was once misspelt, see vaild_json.
import { isJson } from '../../util/is-json.js'
import { defineFunction } from '../define.js'

export const validJson = defineFunction({
  name: 'valid_json',
  category: 'json',
  summary: 'Tells whether a text is JSON, by the standard (RFC 8259).',
  style: 'positional',
  params: { text: { kind: 'any', doc: 'The text.' } },
  failures: ['The argument is no text: the result is false.'],

  prepare() {
    return (_point, _run, text) => typeof text === 'string' && isJson(text)
  },

  examples: [
    {
      title: 'An object',
      input: '{"a": 1}',
      script: 'add_key(ok, valid_json(message))',
      fields: { ok: true },
    },
    {
      title: 'A leading zero',
      input: '{"a": 01}',
      script: 'add_key(ok, valid_json(message))',
      fields: { ok: false },
    },
  ],
})
