// Reads a tap of a running server, for commands.
import { askServer, failureOf, type RequestOptions, ServerFault } from '../util/server-request.js'
import { writeTapQuery } from './query.js'
import type { TapLine, TapQuery } from './shape.js'

/** A server says something every few seconds; one that does not for so long is gone. */
const SILENCE_MS = 20_000
/** A record is shown with less. */
const LONGEST_LINE = 16 * 1024 * 1024

/**
 * The lines of a tap, the heartbeats among them; the last one says why it ends. Nothing more, and no error, when the signal ends
 * it.
 * @param server its address, such as `http://127.0.0.1:9529`
 * @throws ServerFault
 */
export async function* tap(
  server: string,
  query: TapQuery = {},
  { signal, token }: RequestOptions = {},
): AsyncGenerator<TapLine, void, undefined> {
  const silence = new AbortController()
  const both = AbortSignal.any([silence.signal, ...(signal ? [signal] : [])])
  try {
    const path = `v1/tap?${writeTapQuery(query)}`
    const answer = await askServer(server, path, { signal: both, token })
    for await (const line of linesOf(answer, silence)) {
      yield line
      if ('end' in line) return
    }
    throw new ServerFault('the server is gone')
  } catch (error) {
    if (signal?.aborted) return
    throw error
  } finally {
    silence.abort()
  }
}

async function* linesOf(answer: Response, silence: AbortController): AsyncGenerator<TapLine> {
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (;;) {
    const { done, value } = await heard(reader.read(), silence)
    if (done) return
    const lines = (text + value).split('\n')
    text = lines.pop()!
    if (text.length > LONGEST_LINE) throw new ServerFault('what answers there is no server')
    for (const line of lines) if (line !== '') yield parsed(line)
  }
}

async function heard<T>(reading: Promise<T>, silence: AbortController): Promise<T> {
  const timer = setTimeout(() => silence.abort(), SILENCE_MS)
  try {
    return await reading
  } catch (error) {
    const why = silence.signal.aborted ? 'it says nothing any more' : failureOf(error)
    throw new ServerFault(`the server is gone (${why})`)
  } finally {
    clearTimeout(timer)
  }
}

function parsed(line: string): TapLine {
  try {
    return JSON.parse(line) as TapLine
  } catch {
    throw new ServerFault('what answers there is no server')
  }
}
