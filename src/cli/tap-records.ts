// Records of a running server as `GET /v1/tap` shows them: lines of JSON, until the server or the reader ends.
import { writeTapQuery } from '../tap/query.js'
import type { TapLine, TapQuery, TapRecord } from '../tap/shape.js'

/** The server cannot be reached, or does not answer as one. */
export class TapFault extends Error {}

/**
 * @param server its address; a query of it, such as `?token=`, goes along
 * @throws TapFault; nothing when the signal ends it
 */
export async function* tapRecords(
  server: string,
  query: TapQuery,
  signal: AbortSignal,
): AsyncGenerator<TapRecord> {
  try {
    for await (const line of tapLines(server, query, signal)) {
      if ('record' in line) yield line.record
      else if ('end' in line) return
    }
  } catch (error) {
    if (signal.aborted) return
    throw error instanceof TapFault ? error : new TapFault(reasonOf(error))
  }
}

async function* tapLines(server: string, query: TapQuery, signal: AbortSignal) {
  const url = tapUrl(server, query)
  const answer = await fetch(url, { signal })
  if (!answer.ok || !answer.body) throw new TapFault(await refusal(answer))
  let rest = ''
  for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()!
    for (const line of lines) yield JSON.parse(line) as TapLine
  }
}

function tapUrl(server: string, query: TapQuery): URL {
  const address = /^[a-z]+:\/\//i.test(server) ? server : `http://${server}`
  if (!URL.canParse(address)) throw new TapFault(`"${server}" is no address of a server`)
  const url = new URL(address)
  if (!url.pathname.endsWith('/v1/tap')) url.pathname = '/v1/tap'
  url.search = [url.search.slice(1), writeTapQuery(query)].filter(Boolean).join('&')
  return url
}

async function refusal(answer: Response): Promise<string> {
  const text = await answer.text()
  return `the server refuses with ${answer.status}: ${messageIn(text) ?? text.slice(0, 200)}`
}

function messageIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { message?: string }).message
  } catch {
    return undefined
  }
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: NodeJS.ErrnoException }
  return cause?.code ?? cause?.message ?? message
}
