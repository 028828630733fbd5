// The body of a write request as text: decompressed within a bound, so that a small body cannot fill the memory.
import { promisify } from 'node:util'
import * as zlib from 'node:zlib'

/** A raw body is 1 MiB by default; operators raise it, so there is room above. */
export const LARGEST_BODY = 64 * 1024 * 1024

/** Node has zstd from 22.15 on, the types of Node 20 do not know it. */
const { zstdDecompress } = zlib as {
  zstdDecompress?: typeof zlib.gunzip
}

const DECOMPRESS: Readonly<Record<string, (body: Buffer) => Promise<Buffer>>> = {
  gzip: (body) => promisify(zlib.gunzip)(body, { maxOutputLength: LARGEST_BODY }),
  deflate: (body) => promisify(zlib.inflate)(body, { maxOutputLength: LARGEST_BODY }),
  ...(zstdDecompress
    ? { zstd: (body) => promisify(zstdDecompress)(body, { maxOutputLength: LARGEST_BODY }) }
    : {}),
  identity: async (body) => body,
}

/** A body that cannot be read, with the status that says so. */
export class BodyError extends Error {
  constructor(
    readonly statusCode: number,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'BodyError'
  }
}

export async function readBody(body: Buffer, encoding = 'identity'): Promise<Buffer> {
  const decompress = Object.hasOwn(DECOMPRESS, encoding) ? DECOMPRESS[encoding] : undefined
  if (!decompress) throw new BodyError(415, `content encoding "${encoding}" is not supported`)
  try {
    return await decompress(body)
  } catch (cause) {
    const tooLarge =
      cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE'
    if (tooLarge) throw new BodyError(413, 'the body is too large', { cause })
    throw new BodyError(400, `the body is no ${encoding}`, { cause })
  }
}
