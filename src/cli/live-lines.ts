// Log lines of the records that a running server takes: those whose record still has its line.
import { tap } from '../tap/client.js'
import type { TapQuery, TapRecord } from '../tap/shape.js'
import { type RequestOptions, ServerFault } from '../util/server-request.js'

export interface LiveLine {
  readonly line: string
  /** Source that the record came with. */
  readonly name: string
}

/** @throws ServerFault */
export async function* liveLines(
  server: string,
  query: TapQuery,
  options: RequestOptions,
): AsyncGenerator<LiveLine> {
  let told = false
  for await (const each of tap(server, query, options)) {
    if ('end' in each) throw new ServerFault('the server stops')
    if (!('record' in each) || each.record.made) continue
    const line = lineOf(each.record)
    if (line !== undefined) yield { line, name: each.record.from ?? each.record.source }
    else if (!told) {
      told = true
      process.stderr.write('records are left out: their script takes the message, or it is long\n')
    }
  }
}

/** Scripts may take the message away; a long one is cut. */
function lineOf({ fields, cut }: TapRecord): string | undefined {
  const { message } = fields
  return typeof message === 'string' && !cut ? message : undefined
}
