// agg_metric: adds a value of the record to a bucket of agg_create.
import type { Value } from '../../point/value.js'
import { type Arg, type CallSite, defineFunction, type Effect } from '../define.js'
import { AGGREGATIONS } from './support/aggregation.js'
import { Buckets } from './support/buckets.js'
import { CATEGORY_PARAM, categoryArg } from './support/category-of.js'
import { later, MOST_EFFECTS } from './support/later.js'
import { numberOf } from './support/number-of.js'

export const aggMetric = defineFunction({
  name: 'agg_metric',
  category: 'outside',
  summary: 'Adds a value of the record to an aggregate of a bucket.',
  doc: `Values with the same texts under the keys of \`agg_by\` are one group, which leaves as one point with these texts as
tags. Texts count as the number they hold, true as 1, everything else as 0. A record whose script fails adds nothing. One
record may add ${MOST_EFFECTS} values, made points counted with them.`,
  style: 'named',
  params: {
    bucket: { kind: 'string', doc: 'The name of the bucket.' },
    new_field: { kind: 'string', doc: 'The field of the point that holds the aggregate.' },
    agg_fn: {
      kind: 'string',
      doc: `How values become one: ${AGGREGATIONS.map((name) => `\`${name}\``).join(', ')}; \`set\` is the last one.`,
    },
    agg_by: {
      kind: 'node',
      accept: ['list'],
      pass: 'named',
      doc: 'The keys whose texts make the group, a list of text literals.',
    },
    agg_field: {
      kind: 'node',
      accept: ['string'],
      pass: 'named',
      doc: 'The key that holds the value.',
    },
    category: CATEGORY_PARAM,
  },
  failures: [
    'There is no such bucket, category or aggregation: nothing is added.',
    'A key of `agg_by` is missing or holds no text, or the value is missing: nothing is added.',
    'The category is neither text nor nil: the script fails.',
  ],

  checks: { agg_by: ({ agg_by }, site) => checkKeys(agg_by, site) },

  prepare({ bucket, new_field: field, agg_fn: how, agg_by }, site) {
    const keys = agg_by.items.map(({ name }) => name)
    return (_point, run, _bucket, _field, _how, values, value, categoryName) => {
      const category = categoryArg(categoryName, site)
      const by = groupOf(keys, values as readonly Value[])
      if (category === undefined || value === undefined || by === undefined) return
      const addition = { field, how, by, value: numberOf(value) }
      const { now } = run
      const buckets = run.keep.of(Buckets)
      const add: Effect = (emit) => buckets.add(category, bucket, addition, now, emit)
      later(run, add, site)
    }
  },

  examples: [
    {
      title: 'Bytes of every two lines, by method',
      input: 'GET 120',
      script: `grok(_, "%{WORD:method} %{INT:bytes:int}")
agg_create("traffic", on_count = 2)
agg_metric("traffic", "bytes", "sum", ["method"], "bytes")
agg_metric("traffic", "largest", "max", ["method"], "bytes")`,
      made: [
        {
          category: 'metric',
          name: 'traffic',
          tags: { method: 'GET' },
          fields: { bytes: 120, largest: 120 },
        },
      ],
    },
    {
      title: 'A key that is missing',
      input: '120',
      script: `agg_create("traffic", on_count = 1)
agg_metric("traffic", "bytes", "sum", ["method"], "message")`,
      made: [],
    },
    {
      title: 'Keys without quotes',
      input: '',
      script: 'agg_metric("traffic", "bytes", "sum", [method], "bytes")',
      error: 'PL301',
    },
  ],
})

/** There must be keys in the list, and they must be texts. */
function checkKeys(list: Arg, site: CallSite): void {
  if (list.items.length === 0)
    site.refuse('agg_by', 'PL302', 'agg_by must name at least one key', 'such as ["host"]')
  if (list.items.some(({ kind }) => kind !== 'string'))
    site.refuse('agg_by', 'PL301', 'the keys of agg_by must be texts in quotes', 'such as ["host"]')
}

/** Tags of the group that the record belongs to; undefined when one is missing or is no text. */
function groupOf(
  keys: readonly string[],
  values: readonly (Value | undefined)[],
): [string, string][] | undefined {
  const group: [string, string][] = []
  for (const [i, key] of keys.entries()) {
    const value = values[i]
    if (typeof value !== 'string') return undefined
    group.push([key, value])
  }
  return group
}
