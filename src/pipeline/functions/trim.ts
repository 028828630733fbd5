// trim: takes white space, or the characters of a set, off both ends.
import { keyText } from '../../point/scalar.js'
import { trimSpace } from '../../util/trim-space.js'
import { defineFunction } from '../define.js'
import { stripper } from './support/strip.js'

export const trim = defineFunction({
  name: 'trim',
  category: 'text',
  summary: 'Removes white space, or the characters of a set, from both ends of a text.',
  style: 'positional',
  params: {
    key: { kind: 'key', doc: 'The key to change.' },
    characters: {
      kind: 'string',
      optional: true,
      doc: 'The characters to remove, in any order; without it or empty: white space.',
    },
  },
  failures: ['There is no such key: nothing changes.'],

  prepare({ key, characters }) {
    const strip = characters ? stripper(characters) : trimSpace
    return (point, _run, value) => {
      const text = keyText(value)
      if (text !== undefined) point.set(key, strip(text))
    }
  },

  examples: [
    {
      title: 'White space',
      input: '  GET / \t',
      script: 'trim(message)',
      fields: { message: 'GET /' },
    },
    {
      title: 'A set of characters',
      input: '[42]',
      script: 'trim(message, "][")',
      fields: { message: '42' },
    },
    {
      title: 'A key that does not exist',
      input: '',
      script: 'trim(nothing)',
      fields: { nothing: undefined },
    },
  ],
})
