// What the fields of a line are called: by what they are, and where that says little, by the word before them.
import type { Part } from './line-parts.js'

const CALLED: Readonly<Record<string, string>> = {
  IPV4: 'client_ip',
  IPV6: 'client_ip',
  LOGLEVEL: 'status',
  INT: 'number',
  NUMBER: 'number',
  UUID: 'id',
  URI: 'url',
  URIPATHPARAM: 'path',
  UNIXPATH: 'path',
  WINPATH: 'path',
  HOSTNAME: 'host_name',
  HOSTPORT: 'host_port',
  EMAILADDRESS: 'email',
  TIME: 'clock',
}

/** By what it is. */
export function fieldName(name: string, text: string): string {
  if (/^(?:DATE|HTTPD|SYSLOGTIME|TIMESTAMP)/.test(name)) return 'time'
  if (CLASS_NAME.test(text)) return 'logger'
  return CALLED[name] ?? (/^\w+$/.test(text) ? 'word' : 'name')
}

const CLASS_NAME = /^[a-z]\w*(?:\.[a-z]\w*)+\.[A-Z][\w$]*$/

/** Of a number with a unit. */
export function unitName(unit: string): string {
  return /^[a-z]+$/.test(unit) ? `value_${unit}` : 'value'
}

/** Names that say little. */
const VAGUE = /^(?:number|word|name|value)(?:$|(?=_))/

/** These lead to a field and do not say what it is. */
const LEADING = new Set(
  'a an and as at be by for from got has in is no not of on or than the to was with'.split(' '),
)

/** The parts with better names for those that say little. */
export function calledBy(parts: readonly Part[]): Part[] {
  const answers = ['status_code', 'bytes']
  let before = ''
  let isRequest = false
  return parts.map((part) => {
    const led = /(?:^|[^\w.])([a-z][a-z_]+)(?: |: ?| ?= ?)$/.exec(before)?.[1]
    before = part.kind === 'field' ? '' : before + part.text
    if (part.kind !== 'field') return part
    isRequest ||= part.field === 'http_version'
    if (!VAGUE.test(part.field!)) return part
    const answer = isRequest && part.name === 'INT' ? answers.shift() : undefined
    if (answer !== undefined) return { ...part, field: answer }
    if (led === undefined || LEADING.has(led)) return part
    return { ...part, field: part.field!.replace(/^[a-z]+/, led) }
  })
}
