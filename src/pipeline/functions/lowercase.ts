// lowercase: letters by simple Unicode mapping, one code point for one.
import { keyText } from '../../point/scalar.js'
import { lowerCase } from '../../util/simple-case.js'
import { defineFunction } from '../define.js'

export const lowercase = defineFunction({
  name: 'lowercase',
  category: 'text',
  summary: 'Puts the text of a key into lower case.',
  doc: 'Every code point is mapped by itself. Numbers and other values become text.',
  style: 'positional',
  params: { key: { kind: 'key', doc: 'The key to change.' } },
  failures: ['There is no such key: nothing changes.'],

  prepare({ key }) {
    return (point, _run, value) => {
      const text = keyText(value)
      if (text !== undefined) point.set(key, lowerCase(text))
    }
  },

  examples: [
    {
      title: 'Lower case in place',
      input: 'Straße Ω',
      script: 'lowercase(message)',
      fields: { message: 'straße ω' },
    },
    {
      title: 'A key that does not exist',
      input: '',
      script: 'lowercase(nothing)',
      fields: { nothing: undefined },
    },
  ],
})
