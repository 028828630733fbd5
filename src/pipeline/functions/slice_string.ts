// slice_string: a part of a text by character positions.
import { runeCount, runeSlice } from '../../util/runes.js'
import { defineFunction } from '../define.js'

export const sliceString = defineFunction({
  name: 'slice_string',
  category: 'text',
  summary: 'Gives the characters of a text from one position up to another, which is not included.',
  style: 'typed',
  params: {
    name: { kind: 'typed', types: ['str'], doc: 'The text.' },
    start: { kind: 'typed', types: ['int'], doc: 'The first position, counted from 0.' },
    end: { kind: 'typed', types: ['int'], doc: 'The position after the last; at most the length.' },
  },
  failures: ['`start` is below 0 or beyond `end`: the result is an empty text.'],

  prepare() {
    return (_point, _run, text, start, end) => part(text as string, start as bigint, end as bigint)
  },

  examples: [
    {
      title: 'The first characters',
      input: '日本語',
      script: 'add_key(s, slice_string(message, 0, 2))',
      fields: { s: '日本' },
    },
    {
      title: 'Negative positions do not count from the end',
      input: 'abc',
      script: 'add_key(s, slice_string(message, -2, 3))',
      fields: { s: '' },
    },
  ],
})

/** Bytes that are not UTF-8 become U+FFFD. */
function part(text: string, start: bigint, end: bigint): string {
  const length = BigInt(runeCount(text))
  const last = end > length ? length : end
  return start < 0n || start > last
    ? ''
    : runeSlice(text, Number(start), Number(last)).toWellFormed()
}
