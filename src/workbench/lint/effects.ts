// What a call does to the keys of the record, as far as rules need it. What is not certain counts as read: a rule that says
// nothing is better than one that is wrong.
import type { Expr } from '../../pipeline/language/ast.js'
import { captureNames } from './regexps.js'
import type { SeenCall } from './rule.js'
import { within } from './walk.js'

export interface Effect {
  /** Keys that may be read; `all` where they are only known when it runs. */
  readonly reads: ReadonlySet<string> | 'all'
  /** Keys whose value of before is gone for sure: written anew or removed. */
  readonly ends: readonly string[]
  /** How the value ends. */
  readonly how: 'removed' | 'written again'
}

/** Parameters that are written and not read. */
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  add_key: ['key'],
  drop_key: ['key'],
  json: ['json_path', 'newkey'],
  parse_date: ['key'],
  pt_kvs_del: ['name'],
  pt_kvs_set: ['name'],
  rename: ['new_key'],
  set_tag: ['key'],
  strfmt: ['key'],
  xml: ['new_key'],
}

/** Of these the first parameter is written or removed on every record. */
const ENDS: Readonly<Record<string, Effect['how']>> = {
  add_key: 'written again',
  drop_key: 'removed',
  pt_kvs_del: 'removed',
  pt_kvs_set: 'written again',
  set_tag: 'written again',
}

/** These read keys that they do not name. */
const READS_ALL = new Set(['use', 'pt_kvs_keys'])
/** These name keys by a value, which may be computed. */
const NAMED_BY_VALUE = new Set(['pt_kvs_get', 'pt_kvs_set', 'pt_kvs_del'])

export function effectOf(call: SeenCall): Effect {
  const { def, given } = call
  const how = ENDS[def.name] ?? 'removed'
  const name = given.values().next().value?.[0]
  if (READS_ALL.has(def.name)) return { reads: 'all', ends: [], how }
  if (NAMED_BY_VALUE.has(def.name) && name?.kind !== 'literal')
    return { reads: 'all', ends: [], how }
  const ends = Object.hasOwn(ENDS, def.name) && !readsOwnKey(call) ? [keyOf(call)] : []
  return { reads: readsOf(call), ends, how }
}

/** `add_key(x)` and `set_tag(x)` write what the name holds. */
function readsOwnKey({ def, given }: SeenCall): boolean {
  return (def.name === 'add_key' || def.name === 'set_tag') && given.size === 1
}

function keyOf({ def, args, given }: SeenCall): string {
  const [param] = Object.keys(def.params) as [string]
  if (typeof args[param] === 'string') return args[param]
  const expr = given.get(param)?.[0]
  const name = expr?.kind === 'literal' ? String(expr.value) : ''
  return name === '_' ? 'message' : name
}

function readsOf(call: SeenCall): Set<string> {
  const { def, args, given } = call
  const written = readsOwnKey(call) ? [] : (WRITTEN[def.name] ?? [])
  const names = new Set<string>()
  for (const [param, exprs] of given) {
    if (written.includes(param)) continue
    if (def.params[param]?.kind === 'key') names.add(String(args[param]))
    if (def.params[param]?.kind === 'string') continue
    for (const expr of exprs) for (const each of namesIn(expr)) names.add(each)
  }
  return names
}

/** Names that an expression may mean: of variables and keys, and texts that may be names of keys. */
function* namesIn(expr: Expr): Generator<string> {
  for (const part of within(expr)) {
    if (part.kind === 'ident' || part.kind === 'attr') yield part.name
    else if (part.kind === 'literal' && part.type === 'string') yield String(part.value)
    else if (part.kind === 'index' && part.object) yield part.object.name
  }
}

/** Keys that a call of grok writes when it matches. */
export function capturesOf({ grok }: SeenCall): ReadonlySet<string> {
  return grok ? captureNames(grok.source) : new Set()
}
