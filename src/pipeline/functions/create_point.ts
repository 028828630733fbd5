// create_point: makes another point beside the record.
import type { PointCategory } from '../../point/category.js'
import type { Point } from '../../point/point.js'
import { type FieldScalar, isMap, type Value, VOID } from '../../point/value.js'
import {
  type CallSite,
  defineFunction,
  type Effect,
  type Keeper,
  type Run,
  type ScriptBody,
} from '../define.js'
import { CATEGORY_PARAM, categoryArg } from './support/category-of.js'
import { later, MOST_EFFECTS } from './support/later.js'
import { newPoint, takeTime } from './support/new-point.js'

export const createPoint = defineFunction({
  name: 'create_point',
  category: 'point',
  summary: 'Makes another point, of any category, beside the record.',
  doc: `The point leaves when the script has ended, also when the record itself is dropped; not when the script fails. Metrics
are numbers: their texts are left out. Points of \`logging\` and \`dialtesting\` have the status \`info\` unless another one is
given, objects the name \`default\`. An int field \`time\` becomes the time of the point. One record may make ${MOST_EFFECTS}
points, aggregated values counted with them.`,
  style: 'named',
  params: {
    name: { kind: 'any', doc: 'The measurement.' },
    tags: {
      kind: 'any',
      guard: true,
      after: { param: 'name', holds: (name) => typeof name === 'string' },
      doc: 'A map of tags, or `nil`; only texts are taken.',
    },
    fields: {
      kind: 'any',
      guard: true,
      after: { param: 'tags', holds: isMapOrNothing },
      doc: 'A map of fields, or `nil`; lists, maps and nil in it are left out.',
    },
    ts: {
      kind: 'any',
      optional: true,
      guard: true,
      after: { param: 'fields', holds: isMapOrNothing },
      default: 0n,
      doc: 'The time in Unix nanoseconds; that of the record unless it is above 0.',
    },
    category: {
      ...CATEGORY_PARAM,
      after: { param: 'ts', holds: (ts) => typeof ts === 'bigint' || isNothing(ts) },
    },
    after_use: {
      kind: 'string',
      optional: true,
      doc: 'A script of the folder that is run on the new point. It may drop the point. It has no cache, bucket or window, and points that it makes itself do not leave.',
    },
  },
  failures: [
    'An argument is of another kind: the script fails. Those behind it are not evaluated.',
    'Evaluating `tags`, `fields`, `ts` or `category` fails, or there is no such category: no point is made.',
    'The script of `after_use` does not exist, or leads back to this one: compile error.',
    'The script of `after_use` fails: this one fails too.',
    `The record has made ${MOST_EFFECTS} points: the script fails.`,
  ],

  prepare({ after_use }, site) {
    const after = after_use === undefined ? undefined : scriptOf(after_use, site)
    return (record, run, name, tags, fields, ts, categoryName) => {
      if (typeof name !== 'string') return site.fail('name must be str')
      if (tags === undefined) return
      const texts = entriesOf(tags, 'tags', isText, site)
      if (fields === undefined) return
      const scalars = entriesOf(fields, 'fields', isScalar, site)
      if (ts === undefined) return
      const time = timeOf(ts, site) ?? record.time
      const category = categoryArg(categoryName, site)
      if (category === undefined) return
      const content = { name, tags: texts, fields: scalars, time }
      const point = newPoint(category, content)
      if (category === 'logging') point.storageIndex = (run.record ?? record).storageIndex
      if (after) runOn(point, after, run)
      leave(point, category, run, site)
    }
  },

  examples: [
    {
      title: 'A metric out of a line',
      input: 'GET /cart 200 35',
      script: `grok(_, "%{WORD:method} %{NOTSPACE:path} %{INT:code} %{INT:ms:int}")
create_point("http", {"method": method, "code": code}, {"ms": ms, "path": path})`,
      fields: { path: '/cart' },
      made: [
        {
          category: 'metric',
          name: 'http',
          tags: { method: 'GET', code: '200' },
          fields: { ms: 35n },
        },
      ],
    },
    {
      title: 'A log record in place of the line',
      input: 'disk full',
      script: 'create_point("alerts", nil, {"message": message}, category = "logging")\ndrop()',
      dropped: true,
      made: [
        { category: 'logging', name: 'alerts', fields: { message: 'disk full', status: 'info' } },
      ],
    },
    {
      title: 'A category that does not exist',
      input: '',
      script: 'create_point("m", {}, {"n": 1}, category = "nothing")',
      made: [],
    },
    {
      title: 'A name that is no text',
      input: '',
      script: 'create_point(5, {}, {"n": 1})',
      failure: 'name must be str',
    },
  ],
})

/** The script of `after_use`; what is wrong with it is reported at the argument. */
function scriptOf(name: string, site: CallSite): ScriptBody {
  const refuse: CallSite['refuse'] = (_at, ...rest) => site.refuse('after_use', ...rest)
  return { ...site, refuse }.script(name)
}

/** What a made point has at hand: nothing is kept, and everything that is looked up is new. */
const NOTHING_KEPT: Keeper = { of: (kind) => new kind() }

/**
 * Runs a script on a made point, with settings of its own and the same bounds. There is no window, and nothing leaves: the points
 * that it makes are lost, as in the original.
 */
function runOn(point: Point, script: ScriptBody, run: Run): void {
  const window = { hit: false }
  const inner: Run = { ...run, statusMapping: true, window, keep: NOTHING_KEPT, effects: [] }
  script(point, inner)
  run.steps = inner.steps
}

function leave(point: Point, category: PointCategory, run: Run, site: CallSite): void {
  const effect: Effect = (emit) => {
    takeTime(point)
    emit({ category, point, by: 'create_point' })
  }
  later(run, effect, site)
}

/** The members of a map that fit; none for nil. Every other kind ends the script. */
function entriesOf<T extends Value>(
  value: Value,
  name: string,
  fits: (member: Value) => member is T,
  site: CallSite,
): [string, T][] {
  if (isNothing(value)) return []
  if (!isMap(value)) return site.fail(`${name} must be map or nil`)
  return Object.entries(value).filter((entry): entry is [string, T] => fits(entry[1]))
}

function isNothing(value: Value | undefined): value is null | typeof VOID {
  return value === null || value === VOID
}

function isMapOrNothing(value: Value | undefined): boolean {
  return isNothing(value) || (value !== undefined && isMap(value))
}

function isText(value: Value): value is string {
  return typeof value === 'string'
}

function isScalar(value: Value): value is FieldScalar & Value {
  return typeof value !== 'object' && typeof value !== 'symbol'
}

function timeOf(value: Value, site: CallSite): bigint | undefined {
  if (isNothing(value)) return undefined
  if (typeof value !== 'bigint') return site.fail('ts must be int')
  return value > 0n ? value : undefined
}
