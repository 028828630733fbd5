// len: bytes of a text, entries of a list or map.
import { isList, isMap } from '../../point/value.js'
import { byteLength } from '../../util/bytes.js'
import { defineFunction } from '../define.js'

export const len = defineFunction({
  name: 'len',
  category: 'text',
  summary: 'Gives the length of a text in bytes, or the number of entries of a list or map.',
  style: 'positional',
  params: { value: { kind: 'any', doc: 'The text, list or map.' } },
  failures: ['The value is of another kind: the result is 0.'],

  prepare() {
    return (_point, _run, value) => {
      if (typeof value === 'string') return BigInt(byteLength(value))
      if (isList(value)) return BigInt(value.length)
      return isMap(value) ? BigInt(Object.keys(value).length) : 0n
    }
  },

  examples: [
    {
      title: 'Bytes, not characters',
      input: 'é',
      script: 'add_key(n, len(message))',
      fields: { n: 2n },
    },
    { title: 'A list', input: '', script: 'add_key(n, len([1, 2, 3]))', fields: { n: 3n } },
    { title: 'A number', input: '', script: 'add_key(n, len(12345))', fields: { n: 0n } },
  ],
})
