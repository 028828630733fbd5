// pt_kvs_set_map: writes members of a map to the record. Only members that are asked for are taken, by name or by pattern.
import { fieldText, type Point, storable } from '../../point/point.js'
import { type FieldScalar, isList, member, type Value, type ValueMap } from '../../point/value.js'
import { type Arg, type CallSite, defineFunction } from '../define.js'
import { compileRegexp, type Regexp } from '../grok/regexp.js'

export const ptKvsSetMap = defineFunction({
  name: 'pt_kvs_set_map',
  category: 'point',
  summary: 'Writes members of a map as tags or fields; gives how many.',
  doc: 'In a pattern, `*` stands for any characters and `?` for one; a name is taken as it is written.',
  style: 'typed',
  params: {
    values: { kind: 'typed', types: ['map'], doc: 'The map.' },
    include_keys: {
      kind: 'typed',
      types: ['list', 'nil'],
      optional: true,
      default: null,
      doc: 'A list of names of members.',
    },
    key_patterns: {
      kind: 'typed',
      types: ['list', 'nil'],
      optional: true,
      default: null,
      doc: 'A list of patterns for names of members.',
    },
    as_tag: {
      kind: 'typed',
      types: ['bool'],
      optional: true,
      default: false,
      doc: 'Whether the keys become tags; fields of these names are gone then.',
    },
    raw: {
      kind: 'typed',
      types: ['bool'],
      optional: true,
      default: false,
      doc: 'Whether a list of texts, numbers and bools is stored as a list, not as JSON text.',
    },
  },
  failures: [
    'No name and no pattern is given: nothing changes, the result is 0.',
    'A name or a pattern is no text: the script fails, or is refused where the list is written out.',
  ],

  prepare({ include_keys, key_patterns }, site) {
    checkTexts(include_keys, 'include_keys', site)
    checkTexts(key_patterns, 'key_patterns', site)
    return (point, _run, values, include, patterns, asTag, raw) => {
      const map = values as ValueMap
      const names = new Set(texts(include, 'include_keys', site))
      const matchers = texts(patterns, 'key_patterns', site).map(matcher)
      const taken = matchers.length === 0 ? [...names] : Object.keys(map)
      let count = 0n
      for (const key of taken.sort()) {
        const value = member(map, key)
        if (value === undefined) continue
        if (!names.has(key) && !matchers.some((pattern) => pattern.test(key))) continue
        write(point, key, value, asTag === true, raw === true)
        count++
      }
      return count
    }
  },

  examples: [
    {
      title: 'A member by name, others by pattern',
      input: '{"service": "api", "trace_id": "1f", "trace_span": "2", "secret": "x"}',
      script: 'n = pt_kvs_set_map(load_json(_), ["service"], ["trace_*"])\nadd_key(n, n)',
      fields: { service: 'api', trace_id: '1f', trace_span: '2', secret: undefined, n: 3n },
    },
    {
      title: 'Members as tags',
      input: '',
      script: 'pt_kvs_set_map({"zone": 2}, include_keys=["zone"], as_tag=true)',
      tags: { zone: '2' },
    },
    {
      title: 'Nothing is asked for',
      input: '',
      script: 'add_key(n, pt_kvs_set_map({"a": 1}))',
      fields: { a: undefined, n: 0n },
    },
    {
      title: 'A name that is no text',
      input: '',
      script: 'pt_kvs_set_map({"a": 1}, include_keys=[1])',
      error: 'PL301',
    },
  ],
})

/** A list that is written out holds texts in quotes only. */
function checkTexts(arg: Arg | undefined, name: string, site: CallSite): void {
  if (arg?.items.some(({ kind }) => kind !== 'string'))
    site.refuse(name, 'PL301', `${name} must be a list of texts in quotes`)
}

function texts(list: Value | undefined, name: string, site: CallSite): string[] {
  if (!isList(list)) return []
  return list.map((item) => (typeof item === 'string' ? item : site.fail(`${name} holds no text`)))
}

function matcher(pattern: string): Regexp {
  const source = pattern
    .replace(/[\\.+()|[\]{}^$]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return compileRegexp(`^${source}$`)
}

function write(point: Point, key: string, value: Value, asTag: boolean, raw: boolean): void {
  if (asTag) point.setTag(key, fieldText(storable(value)))
  else if (raw && isList(value) && value.every(isScalar))
    point.set(key, value.slice() as FieldScalar[])
  else point.store(key, value)
}

function isScalar(value: Value): boolean {
  return typeof value !== 'object' && typeof value !== 'symbol'
}
