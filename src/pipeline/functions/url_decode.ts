// url_decode: percent escapes of a query back to text, once.
import { keyText } from '../../point/scalar.js'
import { fromBytes, toBytes } from '../../util/bytes.js'
import { defineFunction } from '../define.js'

const MALFORMED = /%(?![0-9a-fA-F]{2})/

export const urlDecode = defineFunction({
  name: 'url_decode',
  category: 'text',
  summary: 'Decodes the percent escapes of a key; `+` becomes a blank.',
  style: 'positional',
  params: { key: { kind: 'key', doc: 'The key to change.' } },
  failures: [
    'There is no such key: nothing changes.',
    'A percent sign without two hexadecimal digits: the script fails.',
  ],

  prepare({ key }, site) {
    return (point, _run, value) => {
      const text = keyText(value)
      if (text === undefined) return
      if (MALFORMED.test(text)) return site.fail(`${key} holds a malformed percent escape`)
      point.set(key, decoded(text))
    }
  },

  examples: [
    {
      title: 'A query',
      input: 'q=%E6%97%A5+1',
      script: 'url_decode(message)',
      fields: { message: 'q=日 1' },
    },
    {
      title: 'A lone percent sign',
      input: '100%',
      script: 'url_decode(message)',
      failure: 'percent',
    },
  ],
})

function decoded(text: string): string {
  const plain = text.replaceAll('+', ' ')
  if (!plain.includes('%')) return plain
  const bytes: Uint8Array[] = plain.split(/(%[0-9a-fA-F]{2})/).map((part, i) => {
    return i % 2 === 1 ? Uint8Array.of(Number(`0x${part.slice(1)}`)) : toBytes(part)
  })
  return fromBytes(Buffer.concat(bytes))
}
