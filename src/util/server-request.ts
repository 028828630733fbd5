// A request to the HTTP API of a server, for commands that look into one. What goes wrong is told in a sentence that a person can
// act on. Without a part of Node, so that a page may use it too.

/** The server cannot be reached, refuses, or is gone. */
export class ServerFault extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ServerFault'
  }
}

export interface RequestOptions {
  readonly signal?: AbortSignal | undefined
  /** Shown to a server that asks other hosts for one. */
  readonly token?: string | undefined
}

const LONGEST_REASON = 300

/**
 * A GET that was answered with success.
 * @param server its address, `http://` may be left out; a path in it is that of a proxy
 * @param path such as `v1/overview`, with its query
 * @throws ServerFault
 */
export async function askServer(
  server: string,
  path: string,
  { signal, token }: RequestOptions = {},
): Promise<Response> {
  const url = urlOf(server, path)
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const answer = await fetch(url, { headers, signal: signal ?? null }).catch((error: unknown) => {
    signal?.throwIfAborted()
    throw new ServerFault(`no server answers at ${url.origin} (${failureOf(error)})`)
  })
  if (answer.ok) return answer
  throw new ServerFault(`the server refuses (${answer.status}): ${await reasonOf(answer)}`)
}

/** What failed, as far as the system tells: `ECONNREFUSED`. */
export function failureOf(error: unknown): string {
  const { message, cause } = error as Error & { readonly cause?: { code?: string } & Error }
  return cause?.code || cause?.message || message
}

function urlOf(server: string, path: string): URL {
  const address = /^https?:\/\//i.test(server) ? server : `http://${server}`
  if (!URL.canParse(address)) throw new ServerFault(`"${server}" is no address of a server`)
  const base = new URL(address)
  if (!base.pathname.endsWith('/')) base.pathname += '/'
  base.search = ''
  return new URL(path, base)
}

/** Errors of the API have a message. */
async function reasonOf(answer: Response): Promise<string> {
  const text = await answer.text().catch(() => '')
  try {
    const { message } = JSON.parse(text) as { message?: unknown }
    if (typeof message === 'string') return message
  } catch {}
  return text.trim().slice(0, LONGEST_REASON) || answer.statusText
}
