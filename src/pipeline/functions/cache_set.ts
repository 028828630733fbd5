// cache_set: keeps a value for later records.
import { VOID } from '../../point/value.js'
import { defineFunction } from '../define.js'
import { Cache, GENERATION } from './support/cache.js'

const SECOND = 1_000_000_000n

export const cacheSet = defineFunction({
  name: 'cache_set',
  category: 'outside',
  summary: 'Keeps a value under a key, for this record and later ones.',
  doc: `Every script has a cache of its own, which the scripts that it uses share. It holds at least the ${GENERATION.entries} values, or the 16 MB, that were used last;
what was not used for longest is forgotten. A list or map is copied.`,
  style: 'named',
  params: {
    key: { kind: 'any', doc: 'The key, a text.' },
    value: { kind: 'any', doc: 'The value, of any kind.' },
    exp: { kind: 'any', optional: true, default: 100n, doc: 'For how many seconds, an int.' },
  },
  failures: [
    'The time is 0 or less: nothing is kept, and what is there stays.',
    'The value is larger than 16 MB: nothing is kept under the key.',
    'The key is no text or the time no int: the script fails.',
  ],

  prepare(_args, site) {
    return (_point, run, key, value, seconds) => {
      if (typeof key !== 'string') return site.fail('key must be str')
      if (typeof seconds !== 'bigint') return site.fail('exp must be int')
      if (seconds > 0n) run.keep.of(Cache).set(key, value ?? VOID, run.now + seconds * SECOND)
    }
  },

  examples: [
    {
      title: 'A value for an hour',
      input: 'release 1.4.2',
      script: `grok(_, "release %{NOTSPACE:release}")
cache_set("release", release, 3600)
add_key(current, cache_get("release"))`,
      fields: { current: '1.4.2' },
    },
    {
      title: 'No time',
      input: '',
      script: 'cache_set("a", 1, 0)\nadd_key(a, cache_get("a"))',
      fields: { a: null },
    },
    {
      title: 'A key that is no text',
      input: '',
      script: 'cache_set(1, 1)',
      failure: 'key must be str',
    },
  ],
})
