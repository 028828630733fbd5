// Log lines of the records that a running server takes: those whose record still has its line.
import type { TapQuery, TapRecord } from '../tap/shape.js'
import { tapRecords } from './tap-records.js'

export interface LiveLine {
  readonly line: string
  /** Source that the record came with. */
  readonly name: string
}

/** @throws TapFault */
export async function* liveLines(
  server: string,
  query: TapQuery,
  signal: AbortSignal,
): AsyncGenerator<LiveLine> {
  let without = 0
  for await (const record of tapRecords(server, query, signal)) {
    const line = lineOf(record)
    if (line !== undefined) yield { line, name: record.from ?? record.source }
    else if (without++ === 0)
      process.stderr.write('left out: a record of which the line is not there any more\n')
  }
}

/** Scripts may take the message away; a long one is cut. What a script made never had one. */
function lineOf({ fields, cut, made }: TapRecord): string | undefined {
  const { message } = fields
  return typeof message === 'string' && !cut && !made ? message : undefined
}
