// What is wrong with a line of a file of cases, in a sentence for the one who wrote it by hand.
import { timezoneArgument } from '../pipeline/time/default-time.js'
import { closest } from '../util/closest.js'
import { isMembers, valueFault } from './case-values.js'

type Check = (value: unknown) => string | undefined
type Checks = Readonly<Record<string, Check>>

const text: Check = (value) => (typeof value === 'string' ? undefined : 'is a text')
const truth: Check = (value) => (typeof value === 'boolean' ? undefined : 'is true or false')

const nanoseconds: Check = (value) =>
  typeof value === 'string' && /^-?\d+$/.test(value)
    ? undefined
    : 'is a text of Unix nanoseconds, such as "1700000000000000000"'

const zone: Check = (value) => {
  const found = typeof value === 'string' ? timezoneArgument(value) : 'not a text'
  return typeof found === 'string' ? `is a time zone such as "Asia/Shanghai" (${found})` : undefined
}

const tags: Check = (value) =>
  isMembers(value) && Object.values(value).every((each) => typeof each === 'string')
    ? undefined
    : 'is an object of texts'

const fields: Check = (value) => {
  if (!isMembers(value)) return 'is an object of values'
  for (const [key, each] of Object.entries(value)) {
    const fault = valueFault(each)
    if (fault !== undefined) return `has a faulty value at "${key}": ${fault}`
  }
  return undefined
}

const givenFields: Check = (value) =>
  isMembers(value) && Object.hasOwn(value, 'message')
    ? 'cannot hold "message": that is "input"'
    : fields(value)

const MADE: Checks = { category: text, name: text, fields, tags, time: nanoseconds }

const made: Check = (value) => {
  if (!Array.isArray(value)) return 'is a list of points'
  return value.map((each) => closed(MADE, each)).find((fault) => fault !== undefined)
}

const POINT: Checks = {
  fields,
  tags,
  name: text,
  time: nanoseconds,
  dropped: truth,
  failure: text,
  made,
}

const CASE: Checks = {
  title: text,
  input: text,
  name: text,
  tags,
  fields: givenFields,
  now: nanoseconds,
  tz: zone,
  point: (value) => closed(POINT, value),
}

/** Why a value is no case; nothing when it is one. Members that nobody knows are left alone unless they look mistyped. */
export function checkCase(value: unknown): string | undefined {
  if (!isMembers(value)) return 'a case is an object: {"title":…,"input":…,"point":{"fields":{…}}}'
  const fault = faultOf(CASE, value)
  if (fault !== undefined || Object.hasOwn(value, 'input')) return fault
  const near = Object.keys(value).find((member) => closest(member, ['input']))
  const hint = near === undefined ? '' : `; did you mean it by "${near}"?`
  return `"input" is missing: the log line${hint}`
}

function faultOf(checks: Checks, value: Readonly<Record<string, unknown>>): string | undefined {
  for (const [member, check] of Object.entries(checks)) {
    if (!Object.hasOwn(value, member)) continue
    const fault = check(value[member])
    if (fault !== undefined) return `"${member}" ${fault}`
  }
  return undefined
}

/** For objects that have no other members. */
function closed(checks: Checks, value: unknown): string | undefined {
  if (!isMembers(value)) return 'is an object'
  const known = Object.keys(checks)
  const unknown = Object.keys(value).find((member) => !known.includes(member))
  if (unknown === undefined) return faultOf(checks, value)
  const near = closest(unknown, known)
  const hint = near ? `did you mean "${near}"?` : `it has ${known.join(', ')}`
  return `has no member "${unknown}"; ${hint}`
}
