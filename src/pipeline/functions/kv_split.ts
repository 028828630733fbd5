// kv_split: pairs of key and value in a text become fields. Only the keys that are asked for are taken.
import { keyText } from '../../point/scalar.js'
import { isList, type Value } from '../../point/value.js'
import { type Arg, type CallSite, defineFunction } from '../define.js'
import { keyOf } from './support/keys.js'
import { compiledRegexp } from './support/regexp.js'
import { stripper } from './support/strip.js'

export const kvSplit = defineFunction({
  name: 'kv_split',
  category: 'text',
  summary: 'Takes the values of given keys out of a text of pairs; tells whether there was any.',
  doc: `The text is split into pairs and each pair, once, into key and value. A pair without separator or with an empty key
is passed over; of a key that occurs again the last value counts. All but \`key\` and \`include_keys\` must be texts in
quotes.`,
  style: 'named',
  params: {
    key: { kind: 'key', doc: 'The key that holds the text.' },
    field_split_pattern: {
      kind: 'any',
      pass: 'none',
      optional: true,
      default: ' ',
      doc: 'The regular expression between pairs.',
    },
    value_split_pattern: {
      kind: 'any',
      pass: 'none',
      optional: true,
      default: '=',
      doc: 'The regular expression between key and value.',
    },
    trim_key: {
      kind: 'any',
      pass: 'none',
      optional: true,
      default: '',
      doc: 'The characters to remove from both ends of a key.',
    },
    trim_value: {
      kind: 'any',
      pass: 'none',
      optional: true,
      default: '',
      doc: 'The characters to remove from both ends of a value.',
    },
    include_keys: {
      kind: 'any',
      optional: true,
      after: { param: 'key', holds: (value) => keyText(value) !== undefined },
      doc: 'A list, or a variable that holds one, of the keys to take; without it none is taken.',
    },
    prefix: {
      kind: 'any',
      pass: 'none',
      optional: true,
      default: '',
      doc: 'What is put before the name of each field.',
    },
  },
  failures: [
    'There is no such key, it is empty, or none of the keys is in it: the result is false.',
    '`include_keys` is no list, or holds no text: the result is false.',
  ],

  prepare(args, site) {
    const pairEnd = splitter(args.field_split_pattern, 'field_split_pattern', ' ', site)
    const keyEnd = splitter(args.value_split_pattern, 'value_split_pattern', '=', site)
    const stripKey = stripper(literal(args.trim_key, 'trim_key', '', site))
    const stripValue = stripper(literal(args.trim_value, 'trim_value', '', site))
    checkKeys(args.include_keys, site)
    const prefix = literal(args.prefix, 'prefix', '', site)
    return (point, _run, value, _fields, _values, _trimKey, _trimValue, include) => {
      const wanted = wantedKeys(include)
      const text = keyText(value)
      if (!text || wanted.size === 0) return false
      const taken = new Map<string, string>()
      for (const pair of pairEnd.split(text)) {
        const [name, found] = keyEnd.split(pair, 2)
        if (name === undefined || found === undefined) continue
        const key = stripKey(name)
        if (key !== '' && wanted.has(key)) taken.set(keyOf(prefix + key), stripValue(found))
      }
      for (const [key, found] of taken) point.set(key, found)
      return taken.size > 0
    }
  },

  examples: [
    {
      title: 'Two of the keys',
      input: 'user=ann took=12ms path=/a=b',
      script: 'kv_split(_, include_keys=["took", "path"], prefix="kv_")',
      fields: { kv_took: '12ms', kv_path: '/a=b', user: undefined },
    },
    {
      title: 'Other separators, values in quotes',
      input: 'a: "1"; b: "2"',
      script:
        'kv_split(_, field_split_pattern="; *", value_split_pattern=": *", trim_value="\\"", include_keys=["b"])',
      fields: { b: '2' },
    },
    {
      title: 'No key is asked for',
      input: 'a=1',
      script: 'add_key(taken, kv_split(_))',
      fields: { taken: false, a: undefined },
    },
    {
      title: 'A prefix that is no text',
      input: '',
      script: 'kv_split(_, prefix=p)',
      error: 'PL301',
    },
  ],
})

function splitter(arg: Arg | undefined, name: string, otherwise: string, site: CallSite) {
  return compiledRegexp(literal(arg, name, otherwise, site), name, site)
}

/** A wrong kind is reported at the call. */
function literal(arg: Arg | undefined, name: string, otherwise: string, site: CallSite): string {
  if (arg === undefined) return otherwise
  if (arg.kind === 'string') return arg.constant as string
  return site.refuse('call', 'PL301', `${name} must be a text in quotes`)
}

function checkKeys(arg: Arg | undefined, site: CallSite): void {
  if (arg === undefined || arg.kind === 'list' || arg.kind === 'ident') return
  site.refuse('call', 'PL301', 'include_keys must be a list or a variable that holds one')
}

function wantedKeys(include: Value | undefined): ReadonlySet<Value> {
  return new Set(isList(include) ? include.filter((key) => typeof key === 'string') : [])
}
