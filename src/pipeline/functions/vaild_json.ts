// vaild_json: the first spelling of valid_json, still accepted.
import type { FunctionDef } from '../define.js'
import { validJson } from './valid_json.js'

export const vaildJson: FunctionDef = {
  ...validJson,
  name: 'vaild_json',
  summary: 'The first spelling of `valid_json`: tells whether a text is JSON.',
  examples: [
    {
      title: 'A list',
      input: '[1, 2]',
      script: 'add_key(ok, vaild_json(message))',
      fields: { ok: true },
    },
    {
      title: 'Plain text',
      input: 'hello',
      script: 'add_key(ok, vaild_json(message))',
      fields: { ok: false },
    },
  ],
}
