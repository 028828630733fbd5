// format_int: the digits of an int in a base.
import { defineFunction } from '../define.js'

export const formatInt = defineFunction({
  name: 'format_int',
  category: 'number',
  summary: 'Writes an int as text in a base, in lower-case digits.',
  style: 'named',
  params: {
    val: { kind: 'any', doc: 'The int.' },
    base: {
      kind: 'any',
      after: { param: 'val', holds: (value) => typeof value === 'bigint' },
      doc: '2 to 36.',
    },
  },
  failures: [
    'An argument is no int: the result is an empty text.',
    'The base is out of range: the script fails.',
  ],

  prepare(_args, site) {
    return (_point, _run, value, base) => {
      if (typeof value !== 'bigint' || typeof base !== 'bigint') return ''
      if (base < 2n || base > 36n) return site.breakDown(`there is no base ${base}`)
      return value.toString(Number(base))
    }
  },

  examples: [
    {
      title: 'Hexadecimal',
      input: '',
      script: 'add_key(s, format_int(255, 16))',
      fields: { s: 'ff' },
    },
    { title: 'A base too large', input: '', script: 'format_int(255, 37)', failure: 'base 37' },
  ],
})
