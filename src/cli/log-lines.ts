// Log lines of a stream, as they come: bytes that are not UTF-8 are kept, blank lines are none.
import { fromBytes } from '../util/bytes.js'

const NEWLINE = 0x0a

export async function* logLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest: Uint8Array[] = []
  for await (const chunk of stream) {
    let from = 0
    for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      yield* lineOf([...rest, chunk.subarray(from, to)])
      rest = []
      from = to + 1
    }
    if (from < chunk.length) rest.push(chunk.subarray(from))
  }
  yield* lineOf(rest)
}

/** The stream as one text, without the newline at its end. */
export async function wholeText(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return fromBytes(Buffer.concat(chunks)).replace(/\r?\n$/, '')
}

function lineOf(parts: readonly Uint8Array[]): string[] {
  const line = fromBytes(Buffer.concat(parts)).replace(/\r$/, '')
  return line.trim() === '' ? [] : [line]
}
