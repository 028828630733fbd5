// uppercase: letters by simple Unicode mapping, one code point for one.
import { keyText } from '../../point/scalar.js'
import { upperCase } from '../../util/simple-case.js'
import { defineFunction } from '../define.js'

export const uppercase = defineFunction({
  name: 'uppercase',
  category: 'text',
  summary: 'Puts the text of a key into upper case.',
  doc: 'Every code point is mapped by itself. Numbers and other values become text.',
  style: 'positional',
  params: { key: { kind: 'key', doc: 'The key to change.' } },
  failures: ['There is no such key: nothing changes.'],

  prepare({ key }) {
    return (point, _run, value) => {
      const text = keyText(value)
      if (text !== undefined) point.set(key, upperCase(text))
    }
  },

  examples: [
    {
      title: 'Upper case in place',
      input: 'Straße Ω',
      script: 'uppercase(message)',
      fields: { message: 'STRAßE Ω' },
    },
    {
      title: 'A key that does not exist',
      input: '',
      script: 'uppercase(nothing)',
      fields: { nothing: undefined },
    },
  ],
})
