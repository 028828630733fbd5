// Compression of request bodies, on zlib's asynchronous calls: they run on the thread pool, beside the main thread.
import { promisify } from 'node:util'
import * as zlib from 'node:zlib'
import type { Compression } from './options.js'

/** A body ready to be sent; no encoding means it is sent as it is. */
export interface Compressed {
  readonly bytes: Uint8Array
  readonly encoding: 'gzip' | 'zstd' | undefined
}

type Compress = (body: Uint8Array) => Promise<Compressed>

const gzip = promisify(zlib.gzip)

/** Node has zstd from 22.15 on, the types of Node 20 do not know it. */
const { zstdCompress } = zlib as {
  zstdCompress?: (body: Uint8Array, done: (error: Error | null, result: Buffer) => void) => void
}
const zstd = zstdCompress && promisify(zstdCompress)

/** A body of log records compresses into one such piece, so that the thread pool is asked once and not eight times. */
const GZIP = { chunkSize: 256 * 1024, memLevel: 9 }

/**
 * @param level of gzip. 1 by default: on log records 6 makes the body a quarter smaller for two and a half times the
 * processor time, which the pods of the node pay.
 */
export function compressor(compression: Compression, level: number): Compress {
  if (compression === 'none') return async (bytes) => ({ bytes, encoding: undefined })
  if (compression === 'zstd' && zstd)
    return async (body) => ({ bytes: await zstd(body), encoding: 'zstd' })
  return async (body) => ({ bytes: await gzip(body, { ...GZIP, level }), encoding: 'gzip' })
}
