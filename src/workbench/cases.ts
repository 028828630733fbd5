// Cases of a script: lines and what becomes of them, in `<name>.cases.jsonl` beside `<name>.p`, one JSON object a line.
// What is written keeps one order of members and touches no other line, so a change of a case is a change of its line.
import { checkCase } from './case-check.js'
import { titleFrom } from './case-form.js'

/** One case. Members that are not known are kept as they are. */
export interface Case {
  readonly title?: string
  /** The log line: field `message`. */
  readonly input: string
  /** Measurement that the record comes with; the name of the script when absent. */
  readonly name?: string
  /** Tags that the record comes with. */
  readonly tags?: Readonly<Record<string, string>>
  /** Fields that the record comes with beside `message`; `status` is "info" when absent. */
  readonly fields?: Readonly<Record<string, unknown>>
  /** The clock in Unix nanoseconds; `ARRIVAL` when absent. */
  readonly now?: string
  /** Time zone of the process, such as `Asia/Shanghai`; UTC when absent. */
  readonly tz?: string
  /** The record afterwards; absent in a case that is not finished. */
  readonly point?: CasePoint
  readonly [member: string]: unknown
}

/** The whole record afterwards. What is absent is as the record came. */
export interface CasePoint {
  /** `message` is left out where it is the line itself, and written `{"t":"absent"}` where the script took it away. */
  readonly fields?: Readonly<Record<string, unknown>>
  readonly tags?: Readonly<Record<string, string>>
  readonly name?: string
  /** Unix nanoseconds. */
  readonly time?: string
  readonly dropped?: boolean
  /** Why the script stopped, without the place. */
  readonly failure?: string
  /** Points that the script made beside the record. */
  readonly made?: readonly CaseMade[]
}

/** A point made beside the record. */
export interface CaseMade {
  readonly category: string
  readonly name: string
  readonly fields?: Readonly<Record<string, unknown>>
  readonly tags?: Readonly<Record<string, string>>
  readonly time?: string
}

/** A case and the number of its line, from 1. */
export interface PlacedCase {
  readonly line: number
  readonly one: Case
}

/** A line that is no case. */
export interface CaseFault {
  readonly line: number
  /** What is wrong, in one sentence without a full stop. */
  readonly message: string
}

export interface CaseFile {
  readonly cases: readonly PlacedCase[]
  readonly faults: readonly CaseFault[]
}

/** Reads the text of a file of cases. Blank lines are none; a line at fault does not keep the others from being read. */
export function readCases(text: string): CaseFile {
  const cases: PlacedCase[] = []
  const faults: CaseFault[] = []
  for (const [index, content] of linesOf(text).entries()) {
    if (content.trim() === '') continue
    const line = index + 1
    const { one, fault } = readCase(content)
    if (one) cases.push({ line, one })
    else faults.push({ line, message: fault ?? '' })
  }
  return { cases, faults }
}

function readCase(content: string): { one?: Case; fault?: string } {
  try {
    const value: unknown = JSON.parse(content)
    const fault = checkCase(value)
    return fault === undefined ? { one: value as Case } : { fault }
  } catch (error) {
    return { fault: `not JSON: ${(error as Error).message}` }
  }
}

/** The name of a case for people: its title, else the beginning of its line. */
export function titleOf({ title, input }: Case): string {
  return title || titleFrom(input)
}

/** Members in the order they are written; others stand between them and the point. */
const ORDER = ['title', 'input', 'name', 'tags', 'fields', 'now', 'tz']

/** The line of a case, without its newline. */
export function caseLine(one: Case): string {
  const { point, ...rest } = one
  const known = ORDER.filter((member) => rest[member] !== undefined)
  const others = Object.keys(rest).filter((member) => !ORDER.includes(member))
  const members = [...known, ...others].map((member) => [member, rest[member]])
  return JSON.stringify({ ...Object.fromEntries(members), ...(point && { point }) })
}

/** The text of a file with other cases on some of its lines. */
export function withCases(text: string, changed: readonly PlacedCase[]): string {
  const lines = text.split('\n')
  for (const { line, one } of changed) {
    const end = lines[line - 1]?.endsWith('\r') ? '\r' : ''
    lines[line - 1] = `${caseLine(one)}${end}`
  }
  return lines.join('\n')
}

/** The text of a file with cases added at its end. */
export function withMoreCases(text: string, added: readonly Case[]): string {
  const newline = text === '' || text.endsWith('\n') ? '' : '\n'
  return `${text}${newline}${added.map((one) => `${caseLine(one)}\n`).join('')}`
}

const BYTE_ORDER_MARK = /^\ufeff/

function linesOf(text: string): string[] {
  return text.replace(BYTE_ORDER_MARK, '').split('\n')
}
