// Writes the code that runs a grok on a line: straight-line JavaScript for one expression, which V8 optimises on
// its own. Only numbers and names from this file enter the code; texts and expressions come in as values.

import { trimSpace } from '../../util/trim-space.js'
import { toBool, toFloat, toInt } from './convert.js'
import type { CaptureType } from './expand.js'
import { running, type Switchable } from './running.js'
import type { Tail } from './shortcuts.js'

export type Capture = string | bigint | number | boolean

/** How one capture is read from the groups of a match. */
export interface CapturePlan {
  readonly group: number
  readonly type: CaptureType
  /** Whether white space at its ends may have to go. */
  readonly trim: boolean
  /** Whether the group may take no part in a match, which counts as an empty text. */
  readonly optional: boolean
}

export type Groups = readonly (string | undefined)[]

const CONVERTERS = { str: '', int: 'toInt', float: 'toFloat', bool: 'toBool' } as const
const HELPERS = { trimEnds, toInt, toFloat, toBool }

/** Groups of a match → captures. */
export function captureReader(plans: readonly CapturePlan[]): (groups: Groups) => Capture[] {
  return build(`return (groups) => ${captureList(plans)}`, {})
}

/** What `captureExec` puts together. */
export interface ExecParts {
  readonly matcher: Switchable
  readonly expression: RegExp
  /** Where a final `(.*)` was cut off: it is the group after the last one of the expression. */
  readonly tail: Tail
  /** A text without which a long line need not be searched; "" if there is none. */
  readonly required: string
  /** Takes over when the matcher is switched to linear time. */
  readonly slow: (text: string) => Capture[] | null
}

/** Below this length, looking for the required text first costs more than it saves. */
const LONG = 512

const TAILS: Readonly<Record<Tail, string>> = {
  none: '',
  text: 'const tail = text.slice(groups.index + groups[0].length)',
  line: `
    const start = groups.index + groups[0].length
    const end = text.indexOf('\\n', start)
    const tail = end < 0 ? text.slice(start) : text.slice(start, end)`,
}

/** Text → captures, by JavaScript's engine. */
export function captureExec(plans: readonly CapturePlan[], parts: ExecParts) {
  const lastGroup = Math.max(...plans.map((plan) => plan.group))
  const source = `return (text) => {
    if (matcher.linear) return slow(text)
    ${parts.required === '' ? '' : `if (text.length > ${LONG} && !text.includes(required)) return null`}
    running.matcher = matcher
    const groups = expression.exec(text)
    running.matcher = undefined
    if (groups === null) return null
    ${TAILS[parts.tail]}
    return ${captureList(plans, parts.tail === 'none' ? undefined : lastGroup)}
  }`
  return build<(text: string) => Capture[] | null>(source, { ...parts, running })
}

function captureList(plans: readonly CapturePlan[], tailGroup?: number): string {
  const captures = plans.map(({ group, type, trim, optional }) => {
    const text = group === tailGroup ? 'tail' : `groups[${group}]${optional ? " ?? ''" : ''}`
    const trimmed = trim ? `trimEnds(${text})` : text
    return `${CONVERTERS[type]}(${trimmed})`
  })
  return `[${captures.join(', ')}]`
}

function build<F>(source: string, values: Readonly<Record<string, unknown>>): F {
  const all = { ...HELPERS, ...values }
  return new Function(...Object.keys(all), `'use strict'\n${source}`)(...Object.values(all)) as F
}

/** trimSpace, with a quick way out for the usual text: printable ASCII at both ends. */
function trimEnds(text: string): string {
  const length = text.length
  if (length === 0) return text
  const first = text.charCodeAt(0)
  const last = text.charCodeAt(length - 1)
  return first > 0x20 && first < 0x7f && last > 0x20 && last < 0x7f ? text : trimSpace(text)
}
