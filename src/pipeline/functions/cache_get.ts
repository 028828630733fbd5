// cache_get: reads what cache_set has kept.
import { defineFunction } from '../define.js'
import { Cache } from './support/cache.js'

export const cacheGet = defineFunction({
  name: 'cache_get',
  category: 'outside',
  summary: 'Gives the value that `cache_set` has kept under a key, of this or an earlier record.',
  doc: 'Every script has a cache of its own, which the scripts that it uses share. The value is of the kind that it was when it was kept.',
  style: 'positional',
  params: { key: { kind: 'any', doc: 'The key, a text.' } },
  failures: [
    'There is nothing under the key, or its time is over: the result is nil.',
    'The key is no text: the script fails.',
  ],

  prepare(_args, site) {
    return (_point, run, key) => {
      if (typeof key !== 'string') return site.fail('key must be str')
      return run.keep.of(Cache).get(key, run.now) ?? null
    }
  },

  examples: [
    {
      title: 'What was kept is there at once',
      input: 'login user=ada',
      script:
        'grok(_, "user=%{WORD:user}")\ncache_set("last", user)\nadd_key(last, cache_get("last"))',
      fields: { last: 'ada' },
    },
    {
      title: 'Nothing is kept under the key',
      input: '',
      script: 'add_key(last, cache_get("last"))',
      fields: { last: null },
    },
  ],
})
