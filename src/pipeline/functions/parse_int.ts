// parse_int: an int from text in a base, by Go's ParseInt.
import { parseGoInt } from '../../util/go-number.js'
import { defineFunction } from '../define.js'

export const parseIntText = defineFunction({
  name: 'parse_int',
  category: 'number',
  summary: 'Reads a text as an int in a base.',
  style: 'named',
  params: {
    val: { kind: 'any', doc: 'The text.' },
    base: {
      kind: 'any',
      after: { param: 'val', holds: (text) => typeof text === 'string' },
      doc: '2 to 36, or 0: then a prefix `0x`, `0b`, `0o` or `0` tells the base, and `_` may stand between digits.',
    },
  },
  failures: [
    'The text is no int, or an argument is of another kind: the result is 0.',
    'The int does not fit into 64 bits, whatever follows its digits: the result is the nearest one that does.',
  ],

  prepare() {
    return (_point, _run, text, base) => {
      if (typeof text !== 'string' || typeof base !== 'bigint') return 0n
      if (base !== 0n && (base < 2n || base > 36n)) return 0n
      return parseGoInt(text, Number(base)).value
    }
  },

  examples: [
    {
      title: 'Hexadecimal',
      input: 'ff',
      script: 'add_key(n, parse_int(message, 16))',
      fields: { n: 255n },
    },
    {
      title: 'Not an int',
      input: '12.5',
      script: 'add_key(n, parse_int(message, 10))',
      fields: { n: 0n },
    },
  ],
})
