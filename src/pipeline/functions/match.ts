// match: whether a regular expression is found in a text.
import type { Value } from '../../point/value.js'
import { type Arg, defineFunction } from '../define.js'
import { compiledRegexp } from './support/regexp.js'

export const match = defineFunction({
  name: 'match',
  category: 'condition',
  summary: 'Tells whether a regular expression matches anywhere in a text.',
  doc: 'The syntax is that of RE2: no look-around and no back references.',
  style: 'positional',
  params: {
    pattern: { kind: 'string', doc: 'The regular expression.' },
    text: {
      kind: 'node',
      accept: ['string', 'ident', 'attr', 'call'],
      evaluates: ['string', 'ident', 'attr'],
      doc: 'The text, or the key that holds it. A call is not evaluated and never matches.',
    },
  },
  failures: [
    'There is no such key: the result is false.',
    'The value is no text: it counts as "".',
  ],

  checks: {
    pattern: ({ pattern }, site) => void compiledRegexp(pattern, 'pattern', site),
  },

  prepare({ pattern, text }, site) {
    const regexp = compiledRegexp(pattern, 'pattern', site)
    const read = reader(text)
    return (_point, _run, _pattern, value) => {
      const found = read(value)
      return found !== undefined && regexp.test(found)
    }
  },

  examples: [
    {
      title: 'Digits',
      input: 'took 12 ms',
      script: 'add_key(timed, match("\\\\d+ ms", message))',
      fields: { timed: true },
    },
    {
      title: 'A key that does not exist',
      input: '',
      script: 'add_key(found, match("", nothing))',
      fields: { found: false },
    },
    { title: 'A bad expression', input: '', script: 'match("(", message)', error: 'PL402' },
  ],
})

function reader(text: Arg): (value: Value | undefined) => string | undefined {
  if (text.kind === 'call') return () => undefined
  const constant = text.constant
  if (typeof constant === 'string') return () => constant
  return (value) => (value === undefined || typeof value === 'string' ? value : '')
}
