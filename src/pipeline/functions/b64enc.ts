// b64enc: Base64 of the bytes of a text, standard alphabet with padding.
import { toBytes } from '../../util/bytes.js'
import { defineFunction } from '../define.js'

export const b64enc = defineFunction({
  name: 'b64enc',
  category: 'text',
  summary: 'Encodes the text of a key as Base64.',
  style: 'positional',
  params: { key: { kind: 'ident', doc: 'The key to change.' } },
  failures: ['There is no such key, or it holds no text: nothing changes.'],

  prepare({ key }) {
    return (point, _run, text) => {
      if (typeof text === 'string') point.set(key, Buffer.from(toBytes(text)).toString('base64'))
    }
  },

  examples: [
    {
      title: 'A text',
      input: 'hello',
      script: 'b64enc(message)',
      fields: { message: 'aGVsbG8=' },
    },
    {
      title: 'A number stays',
      input: '',
      script: 'add_key(n, 5)\nb64enc(n)',
      fields: { n: 5n },
    },
  ],
})
