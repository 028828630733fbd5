// agg_create: makes a bucket that agg_metric adds to.
import { isMap, type Value } from '../../point/value.js'
import { parseDuration } from '../../util/duration.js'
import { defineFunction } from '../define.js'
import { MAX_GROUPS } from './support/bucket.js'
import { Buckets } from './support/buckets.js'
import { CATEGORY_PARAM, categoryArg } from './support/category-of.js'
import { later } from './support/later.js'

export const aggCreate = defineFunction({
  name: 'agg_create',
  category: 'outside',
  summary: 'Makes a bucket in which `agg_metric` aggregates values of many records.',
  doc: `Each group of a bucket leaves as a point named as the bucket, with the tags of the group and one float field for each
aggregate: when the interval is over, when so many values were added, and when the script is replaced or the program ends.
Intervals are looked at about once a second. A bucket of the same name and category is made once; the call does nothing
afterwards. Beyond ${MAX_GROUPS} groups the points leave early, and kept values are forgotten.`,
  style: 'named',
  params: {
    bucket: { kind: 'string', doc: 'The name of the bucket and the measurement of its points.' },
    on_interval: {
      kind: 'string',
      optional: true,
      default: '1m',
      doc: 'The interval, such as `"10s"`; `"0s"` for none.',
    },
    on_count: {
      kind: 'int',
      optional: true,
      default: 0n,
      doc: 'How many added values make the points leave; 0 for any number.',
    },
    keep_value: {
      kind: 'bool',
      optional: true,
      default: false,
      doc: 'Whether aggregates go on with their values after they have left.',
    },
    const_tags: {
      kind: 'any',
      optional: true,
      guard: true,
      default: null,
      doc: 'A map of tags that all points get; only texts are taken.',
    },
    category: CATEGORY_PARAM,
  },
  failures: [
    'There is neither an interval nor a count: compile error.',
    'There is no such category, or evaluating it fails: no bucket is made.',
    'The category is neither text nor nil: the script fails.',
  ],

  checks: {
    on_interval: ({ on_interval }, site) => {
      if (intervalOf(on_interval) !== undefined) return
      const message = `"${on_interval}" is not a duration`
      site.refuse('on_interval', 'PL302', message, 'write it as "10s" or "1m30s"')
    },
    on_count: ({ on_interval, on_count = 0n }, site) => {
      if (intervalOf(on_interval)! <= 0n && on_count <= 0n)
        site.refuse('bucket', 'PL302', 'a bucket needs an interval or a count above 0')
    },
  },

  prepare({ bucket: name, on_interval, on_count = 0n, keep_value = false }, site) {
    const interval = positive(intervalOf(on_interval)!)
    const count = Number(on_count)
    return (_point, run, _name, _interval, _count, _keep, constTags, categoryName) => {
      const category = categoryArg(categoryName, site)
      const buckets = run.keep.of(Buckets)
      if (category === undefined || buckets.has(category, name)) return
      const tags = textsOf(constTags)
      const settings = { category, name, interval, count, keepsValues: keep_value, tags }
      const { now } = run
      later(run, () => buckets.make(settings, now), site)
    }
  },

  examples: [
    {
      title: 'The mean of every two lines',
      input: 'GET /cart 35',
      script: `grok(_, "%{WORD:method} %{NOTSPACE} %{INT:ms:int}")
agg_create("http", on_count = 2, const_tags = {"app": "shop"})
agg_metric("http", "ms_mean", "avg", ["method"], "ms")
agg_metric("http", "ms_mean", "avg", ["method"], "ms")`,
      made: [
        {
          category: 'metric',
          name: 'http',
          tags: { app: 'shop', method: 'GET' },
          fields: { ms_mean: 35 },
        },
      ],
    },
    {
      title: 'The interval is not over yet',
      input: 'GET /cart 35',
      script: `grok(_, "%{WORD:method} %{NOTSPACE} %{INT:ms:int}")
agg_create("http", "30s")
agg_metric("http", "ms_mean", "avg", ["method"], "ms")`,
      made: [],
    },
    {
      title: 'Neither an interval nor a count',
      input: '',
      script: 'agg_create("http", "0s", 0)',
      error: 'PL302',
    },
  ],
})

/** Nanoseconds; undefined for a text that is no duration. */
function intervalOf(text = '1m'): bigint | undefined {
  return parseDuration(text)
}

/** Zero for an interval that never comes. */
function positive(interval: bigint): bigint {
  return interval > 0n ? interval : 0n
}

function textsOf(map: Value | undefined): [string, string][] {
  if (map === undefined || !isMap(map)) return []
  return Object.entries(map).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
}
