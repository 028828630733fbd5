// point_window: dropped records of a stream are held back, so that those around a hit can be sent after all.
import type { Point } from '../../point/point.js'
import { isList, type Value } from '../../point/value.js'
import { type Arg, type CallSite, defineFunction, type Effect } from '../define.js'
import { keyOf } from './support/keys.js'
import { later } from './support/later.js'
import { Streams } from './support/streams.js'

const DEFAULT_TAGS = ['filepath', 'host']

export const pointWindow = defineFunction({
  name: 'point_window',
  category: 'point',
  summary:
    'Holds back dropped records, so that `window_hit` can send those around a record after all.',
  doc: `A window belongs to a stream: the records with the same texts under \`stream_tags\`. When a record calls \`window_hit\`, the
dropped ones among the last \`before\` records of its stream are sent, and those among the next \`after\`, itself counted. The
first call on a record counts, and the first record of a stream decides on the size. Streams without records for ten minutes
and records beyond 64 MB are let go of: they stay dropped.`,
  style: 'named',
  params: {
    before: { kind: 'any', doc: 'How many records before a hit, an int.' },
    after: { kind: 'any', doc: 'How many records from a hit on, an int.' },
    stream_tags: {
      kind: 'any',
      optional: true,
      pass: 'named',
      default: DEFAULT_TAGS,
      doc: 'The keys that tell streams apart, a list of texts; the default when it is empty.',
    },
  },
  failures: [
    'One of the keys is missing or holds no text, or the list holds something else: there is no window.',
    'An argument is of another kind: the script fails.',
  ],

  prepare({ stream_tags }, site) {
    const keys = literalKeys(stream_tags)
    return (point, run, beforeArg, afterArg, tags) => {
      const before = sizeOf(beforeArg, site)
      const after = sizeOf(afterArg, site)
      if (!isList(tags ?? null)) return site.fail('stream_tags must be list')
      const list = tags as Value[]
      const stream = keys ? streamOf(keys, list) : streamOf(...lookedUp(point, list))
      if (stream === undefined || run.window) return
      const window = { hit: false }
      run.window = window
      const { now } = run
      const streams = run.keep.of(Streams)
      const read = textOf(point)
      const pass: Effect = (emit) => {
        const bytes = Math.max(read, textOf(point))
        streams.pass({ stream, before, after, hit: window.hit, point, bytes, now }, emit)
      }
      later(run, pass, site)
    }
  },

  examples: [
    {
      title: 'A dropped record that is hit is sent',
      input: 'panic: out of memory',
      script: `point_window(8, 8, ["status"])
if "panic" in message {
  window_hit()
}
drop()`,
      dropped: true,
      made: [
        {
          category: 'logging',
          name: 'test',
          fields: { message: 'panic: out of memory', status: 'info' },
        },
      ],
    },
    {
      title: 'Nothing is hit',
      input: 'all is well',
      script: 'point_window(8, 8, ["status"])\ndrop()',
      dropped: true,
      made: [],
    },
    {
      title: 'A record without the tags of a stream',
      input: 'panic: out of memory',
      script: 'point_window(8, 8)\nwindow_hit()\ndrop()',
      dropped: true,
      made: [],
    },
  ],
})

function sizeOf(value: Value | undefined, site: CallSite): number {
  return typeof value === 'bigint' ? Number(value) : site.fail('before and after must be int')
}

/** The keys of a list literal of texts, or the default, whose values the step gets; undefined for every other argument. */
function literalKeys(arg: Arg | undefined): readonly string[] | undefined {
  if (arg && (arg.kind !== 'list' || arg.items.some(({ kind }) => kind !== 'string')))
    return undefined
  return arg?.items.length ? arg.items.map(({ name }) => name) : DEFAULT_TAGS
}

/** Keys that are found out at run time, and their values in the record. */
function lookedUp(point: Point, list: readonly Value[]): [readonly Value[], readonly unknown[]] {
  const keys = list.length === 0 ? DEFAULT_TAGS : list
  return [keys, keys.map((key) => (typeof key === 'string' ? point.get(keyOf(key)) : undefined))]
}

/** What the stream of a record is known by; undefined when the record stands in none. */
function streamOf(keys: readonly Value[], values: readonly unknown[]): string | undefined {
  if (values.some((value) => typeof value !== 'string')) return undefined
  return JSON.stringify([keys, values])
}

/** Bytes that the texts of a record take, about. Pieces of them are no more: they refer to the text they are cut from. */
function textOf(point: Point): number {
  let bytes = 256
  for (const value of point.values) if (typeof value === 'string') bytes += 2 * value.length
  return bytes
}
