// conv_traceid_w3c_to_dd: the decimal trace id of Datadog, which is the low half of a W3C trace id.
import { byteLength } from '../../util/bytes.js'
import { defineFunction } from '../define.js'

const LOW_HALF = /[0-9a-fA-F]{16}$/

export const convTraceidW3cToDd = defineFunction({
  name: 'conv_traceid_w3c_to_dd',
  category: 'text',
  summary: 'Turns a W3C trace id, 32 or 16 hexadecimal digits, into the decimal id of Datadog.',
  style: 'positional',
  params: { key: { kind: 'key', doc: 'The key to change.' } },
  failures: ['There is no such key, or it holds no trace id: nothing changes.'],

  prepare({ key }) {
    return (point, _run, text) => {
      const low = typeof text === 'string' && isId(text) ? LOW_HALF.exec(text)?.[0] : undefined
      if (low !== undefined) point.set(key, String(BigInt(`0x${low}`)))
    }
  },

  examples: [
    {
      title: 'A trace id',
      input: '18962fdd9eea517f2ae0771ea69d6e16',
      script: 'conv_traceid_w3c_to_dd(message)',
      fields: { message: '3089600317904219670' },
    },
    {
      title: 'Another length',
      input: 'ff',
      script: 'conv_traceid_w3c_to_dd(message)',
      fields: { message: 'ff' },
    },
  ],
})

/** By its length in bytes: nobody looks at the high half. */
function isId(text: string): boolean {
  const bytes = text.length > 32 ? 0 : byteLength(text)
  return bytes === 16 || bytes === 32
}
