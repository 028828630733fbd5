// What a case is wherever one is made, by the command line or by the page: its clock, its zone, its title and how it
// names a failure. Nothing here needs Node.

/** The time at which the record of a case arrives, and the clock of a case that names none. Unix nanoseconds. */
export const ARRIVAL = '1700000000000000000'

/** The zone of cases that name none. */
export const CASE_ZONE = 'UTC'

const TITLE_WIDTH = 60

/** A title made of a log line: the beginning of its first line. */
export function titleFrom(input: string): string {
  const [first = ''] = input.trim().split('\n', 1)
  const shown = Array.from(first.trim().toWellFormed())
  if (shown.length === 0) return 'empty line'
  if (shown.length <= TITLE_WIDTH && !input.trim().includes('\n')) return shown.join('')
  return `${shown
    .slice(0, TITLE_WIDTH - 1)
    .join('')
    .trimEnd()}…`
}

/** A failure is the same wherever the script was moved to. */
export function withoutPlace(failure: string): string {
  return failure.replace(/^[^\n]*?:\d+:\d+: /, '')
}
