// A record afterwards beside what it was when it came: what the script added, changed and took away.
import type { ShownPoint, ShownValue } from '../../../workbench/contract.js'

export type Change = 'added' | 'changed' | 'removed' | 'same'

/** A tag or field of a record. */
export interface Entry {
  readonly key: string
  readonly isTag: boolean
  /** Of a removed one, what it was. */
  readonly value: ShownValue
  readonly change: Change
}

/** How a record comes: its line, status "info", and the tags of the settings. */
export interface Raw {
  readonly text: string
  readonly tags: Readonly<Record<string, string>>
}

const ORDER: readonly Change[] = ['added', 'changed', 'same', 'removed']

/** The entries of a record, what changed before what did not, each group by name. */
export function entriesOf(point: ShownPoint, { text, tags }: Raw): readonly Entry[] {
  const before = { message: str(text), status: str('info') }
  const tagValues = (of: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(of).map(([key, value]) => [key, str(value)]))
  return [
    ...compared(point.fields, before, false),
    ...compared(tagValues(point.tags), tagValues(tags), true),
  ].sort((a, b) => ORDER.indexOf(a.change) - ORDER.indexOf(b.change))
}

type Values = Readonly<Record<string, ShownValue>>

function compared(after: Values, before: Values, isTag: boolean): Entry[] {
  const there = Object.entries(after).map(([key, value]): Entry => {
    const old = before[key]
    const change = !old ? 'added' : isSame(old, value) ? 'same' : 'changed'
    return { key, isTag, value, change }
  })
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key))
  return [
    ...there,
    ...gone.map((key): Entry => ({ key, isTag, value: before[key]!, change: 'removed' })),
  ]
}

function isSame(a: ShownValue, b: ShownValue): boolean {
  return a.type === b.type && a.value === b.value
}

function str(value: string): ShownValue {
  return { type: 'str', value }
}

/** A value as text: of lists and maps their JSON. */
export function valueText({ type, value }: ShownValue): string {
  if (type === 'nil') return 'nil'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
