// The body of an answer, read up to a limit.
import type { Dispatcher } from 'undici'

/** All bytes of a body; undefined, and the rest is not read, when there are more than `maxBytes`. */
export async function bodyWithin(
  body: Dispatcher.ResponseData['body'],
  maxBytes: number,
): Promise<Buffer | undefined> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of body as AsyncIterable<Buffer>) {
    length += piece.length
    if (length > maxBytes) {
      body.destroy()
      return undefined
    }
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
