// b64dec: text from Base64, standard alphabet with padding; line ends are skipped.
import { fromBytes } from '../../util/bytes.js'
import { defineFunction } from '../define.js'

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

export const b64dec = defineFunction({
  name: 'b64dec',
  category: 'text',
  summary: 'Decodes the Base64 text of a key.',
  style: 'positional',
  params: { key: { kind: 'ident', doc: 'The key to change.' } },
  failures: [
    'There is no such key, or it holds no text: nothing changes.',
    'The text is no Base64 with padding: the script fails.',
  ],

  prepare({ key }, site) {
    return (point, _run, text) => {
      if (typeof text !== 'string') return
      const joined = text.replace(/[\r\n]/g, '')
      if (!BASE64.test(joined)) return site.fail(`${key} holds no Base64`)
      point.set(key, fromBytes(Buffer.from(joined, 'base64')))
    }
  },

  examples: [
    {
      title: 'A text',
      input: 'aGVsbG8=',
      script: 'b64dec(message)',
      fields: { message: 'hello' },
    },
    {
      title: 'Padding is missing',
      input: 'aGVsbG8',
      script: 'b64dec(message)',
      failure: 'no Base64',
    },
  ],
})
