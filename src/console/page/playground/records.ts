// The sample text as records: a line each, or, where records have several lines, what stands between blank lines.

/** One record of the sample text. */
export interface SampleRecord {
  readonly text: string
  /** Number of its first line, from 1. */
  readonly line: number
}

/** More are not tried at once: a page is for looking, files are for the command line. */
export const MOST_RECORDS = 1000
/** Bytes, likewise: what the engine takes in a request. */
const MOST_BYTES = 1024 * 1024

/** Blank lines are no records. A carriage return before a newline is no part of a line. */
export function recordsOf(text: string, multiline: boolean): readonly SampleRecord[] {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''))
  return multiline ? blocksOf(lines) : linesOf(lines)
}

function linesOf(lines: readonly string[]): SampleRecord[] {
  return lines.flatMap((text, i) => (isBlank(text) ? [] : [{ text, line: i + 1 }]))
}

function blocksOf(lines: readonly string[]): SampleRecord[] {
  const records: { text: string; line: number }[] = []
  let open: { text: string; line: number } | undefined
  lines.forEach((line, i) => {
    if (isBlank(line)) open = undefined
    else if (open) open.text += `\n${line}`
    else {
      open = { text: line, line: i + 1 }
      records.push(open)
    }
  })
  return records
}

function isBlank(line: string): boolean {
  return line.trim() === ''
}

const utf8 = new TextEncoder()

/** The first of the records: as many as are tried at once. */
export function tried(records: readonly SampleRecord[]): readonly SampleRecord[] {
  let room = MOST_BYTES
  const first = records.slice(0, MOST_RECORDS)
  const end = first.findIndex(({ text }) => {
    room -= utf8.encode(text).length
    return room < 0
  })
  return end < 0 ? first : first.slice(0, end)
}

/** Index of the record that the line belongs to or follows; -1 before the first. */
export function recordAtLine(records: readonly SampleRecord[], line: number): number {
  return records.findLastIndex((record) => record.line <= line)
}
