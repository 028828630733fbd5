// The HTTP side of one Dataway: address, headers, connections. HTTP/1.1 with connections kept alive.
import type { Dispatcher } from 'undici'
import { VERSION } from '../version.js'
import { connectionsTo } from './connections.js'
import type { ForwardOptions } from './options.js'
import type { Parcel } from './parcel.js'

const CONTENT_TYPES = {
  v1: 'application/line-protocol',
  v2: 'application/protobuf; proto=com.guance.Point',
} as const

export interface Answer {
  readonly status: number
  readonly retryAfter: string | undefined
}

export class Client {
  private readonly origin: string
  /** Encoded again with sorted keys, as the original does. A secret. */
  private readonly query: string
  private readonly dispatcher: Dispatcher
  private readonly userAgent: string

  /** @param url scheme, host and query count; its path is discarded */
  constructor(url: string, hostname: string, options: ForwardOptions) {
    const { origin, searchParams } = new URL(url)
    searchParams.sort()
    const query = searchParams.toString()
    this.origin = origin
    this.query = query === '' ? '' : `?${query}`
    this.userAgent = headerText(`datakit-${platform()}/${VERSION}/${hostname}`)
    this.dispatcher = connectionsTo(origin, options)
  }

  /** Sends a parcel and reads the answer to its end. */
  async post(parcel: Parcel, signal: AbortSignal): Promise<Answer> {
    const { bytes, encoding } = await parcel.body()
    signal.throwIfAborted()
    const { statusCode, headers, body } = await this.dispatcher.request({
      origin: this.origin,
      method: 'POST',
      path: routeOf(parcel) + this.query,
      headers: this.headers(parcel, encoding),
      body: bytes,
      signal,
    })
    await emptied(body, statusCode, signal)
    const retryAfter = headers['retry-after']
    return {
      status: statusCode,
      retryAfter: Array.isArray(retryAfter) ? retryAfter[0] : retryAfter,
    }
  }

  /** Reads a short text from a route. */
  async get(route: string, signal: AbortSignal): Promise<{ status: number; text: string }> {
    const { statusCode, body } = await this.dispatcher.request({
      origin: this.origin,
      method: 'GET',
      path: route + this.query,
      headers: { 'User-Agent': this.userAgent, Referer: 'DataKit' },
      signal,
    })
    let text = ''
    body.setEncoding('utf8')
    for await (const piece of body as AsyncIterable<string>) {
      text += piece
      if (text.length > LARGEST_ANSWER) throw new Error('the answer is too long')
    }
    return { status: statusCode, text }
  }

  /** Closes all connections, with what is on them. */
  destroy(): Promise<void> {
    return this.dispatcher.destroy()
  }

  private headers(parcel: Parcel, encoding: string | undefined): Record<string, string> {
    const { storageIndex, encoding: format } = parcel.shared
    return {
      'User-Agent': this.userAgent,
      'Content-Type': CONTENT_TYPES[format],
      ...(encoding ? { 'Content-Encoding': encoding } : {}),
      Referer: 'DataKit',
      'X-Pkg-Id': `dk_${parcel.id}`,
      'X-Points': String(parcel.count),
      ...(storageIndex === '' ? {} : { 'X-Storage-Index-Name': headerText(storageIndex) }),
    }
  }
}

/** Answers are read and forgotten; a longer one costs its connection. */
const LARGEST_ANSWER = 128 * 1024

/** Reads an answer to its end. A 2xx has said all: the records are taken, whatever comes of its body. */
async function emptied(
  body: Dispatcher.ResponseData['body'],
  status: number,
  signal: AbortSignal,
): Promise<void> {
  try {
    await body.dump({ limit: LARGEST_ANSWER, signal })
  } catch (error) {
    if (status < 200 || status >= 300) throw error
  }
}

/** A short name for a failure without an answer. Its message may hold the address, which is a secret. */
export function failureName(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : 'error'
}

/** Path of the request, which is also its name in metrics. */
export function routeOf(parcel: Parcel): string {
  return `/v1/write/${encodeURIComponent(parcel.shared.category)}`
}

/** What no header may hold is percent-encoded: a storage index comes from clients. */
function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, (odd) => encodeURIComponent(odd.toWellFormed()))
}

function platform(): string {
  const { platform: system, arch } = process
  return `${system === 'win32' ? 'windows' : system}-${arch === 'x64' ? 'amd64' : arch}`
}
