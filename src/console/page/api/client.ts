// The page's way to the API. Paths are relative to the page, so that it works behind a proxy with a prefix of its own.
// A 401 asks the person for a token and tries again.
import { anotherToken, bearer } from './token.js'

/** An answer that is not 2xx, in the words of the API. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

/** Why a question failed, in the words of the server; "" when it was not reached: browsers have their own words for that. */
export function reasonOf(error: unknown): string {
  return error instanceof ApiError ? error.message : ''
}

interface AskOptions {
  readonly signal?: AbortSignal
}

const ROOT = new URL('../', document.baseURI)

/** @param path from the root of the API: `v1/overview` */
export async function getJson<T>(path: string, options: AskOptions = {}): Promise<T> {
  const response = await ask(path, options)
  return (await response.json()) as T
}

export async function postJson<T>(
  path: string,
  body: unknown,
  options: AskOptions = {},
): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  const response = await ask(path, {
    ...options,
    method: 'POST',
    body: JSON.stringify(body),
    headers,
  })
  return (await response.json()) as T
}

/**
 * The lines of an NDJSON stream, as they come; ends when the stream does.
 * @param opened called when the server has begun to answer
 * @throws ApiError, or as fetch does
 */
export async function* lines(
  path: string,
  options: AskOptions = {},
  opened: () => void = () => {},
): AsyncGenerator<unknown> {
  const response = await ask(path, options)
  opened()
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const parts = (rest + value).split('\n')
    rest = parts.pop()!
    for (const part of parts) if (part.trim()) yield JSON.parse(part)
  }
}

interface Ask extends AskOptions {
  readonly method?: string
  readonly body?: string
  readonly headers?: Record<string, string>
}

async function ask(path: string, { headers, ...options }: Ask): Promise<Response> {
  for (;;) {
    const shown = bearer()
    const response = await fetch(new URL(path, ROOT), {
      ...options,
      headers: { ...headers, ...shown },
      cache: 'no-store',
    })
    if (response.ok) return response
    if (response.status !== 401) throw await faultOf(response)
    await response.body?.cancel()
    await anotherToken(shown)
  }
}

async function faultOf(response: Response): Promise<ApiError> {
  const text = await response.text()
  try {
    const { error_code, message } = JSON.parse(text) as { error_code?: string; message?: string }
    return new ApiError(response.status, error_code ?? '', message ?? text)
  } catch {
    return new ApiError(response.status, '', text || response.statusText)
  }
}
