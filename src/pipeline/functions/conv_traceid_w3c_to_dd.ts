// conv_traceid_w3c_to_dd: the decimal trace id of Datadog, which is the low half of a W3C trace id.
import { defineFunction } from '../define.js'

const TRACE_ID = /^(?:[\s\S]{16})?([0-9a-fA-F]{16})$/u

export const convTraceidW3cToDd = defineFunction({
  name: 'conv_traceid_w3c_to_dd',
  category: 'text',
  summary: 'Turns a W3C trace id, 32 or 16 hexadecimal digits, into the decimal id of Datadog.',
  style: 'positional',
  params: { key: { kind: 'key', doc: 'The key to change.' } },
  failures: ['There is no such key, or it holds no trace id: nothing changes.'],

  prepare({ key }) {
    return (point, _run, text) => {
      const low = typeof text === 'string' ? TRACE_ID.exec(text)?.[1] : undefined
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
