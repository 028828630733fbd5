// hash: digests of the bytes of a text.
import { createHash } from 'node:crypto'
import { toBytes } from '../../util/bytes.js'
import { defineFunction } from '../define.js'

const METHODS: ReadonlySet<string> = new Set(['md5', 'sha1', 'sha256', 'sha512'])

export const hash = defineFunction({
  name: 'hash',
  category: 'text',
  summary: 'Gives a digest of a text in lower-case hexadecimal digits.',
  style: 'typed',
  params: {
    text: { kind: 'typed', types: ['str'], doc: 'The text.' },
    method: { kind: 'typed', types: ['str'], doc: '`md5`, `sha1`, `sha256` or `sha512`.' },
  },
  failures: ['The method is another one: the result is an empty text.'],

  prepare() {
    return (_point, _run, text, method) => digest(text as string, method as string)
  },

  examples: [
    {
      title: 'md5',
      input: 'abc',
      script: 'add_key(h, hash(message, "md5"))',
      fields: { h: '900150983cd24fb0d6963f7d28e17f72' },
    },
    {
      title: 'An unknown method',
      input: 'abc',
      script: 'add_key(h, hash(message, "MD5"))',
      fields: { h: '' },
    },
  ],
})

function digest(text: string, method: string): string {
  return METHODS.has(method) ? createHash(method).update(toBytes(text)).digest('hex') : ''
}
