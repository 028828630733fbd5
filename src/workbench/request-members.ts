// Members of a JSON body, each checked to be of its kind. What is absent or null has a default; what is of another kind is
// refused with its name.
import { invalidRequest } from './request-fault.js'

type Body = Readonly<Record<string, unknown>>

/** @throws RequestFault */
export function parseBody(bytes: Uint8Array): Body {
  let body: unknown
  try {
    body = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString())
  } catch (error) {
    throw invalidRequest(`the body is no JSON: ${(error as Error).message}`)
  }
  return asObject(body, 'the body')
}

export function asObject(value: unknown, name: string): Body {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Body
  throw invalidRequest(`${name} is no object`)
}

export function textOf(body: Body, name: string, fallback = ''): string {
  const value = body[name] ?? fallback
  if (typeof value === 'string') return value
  throw invalidRequest(`"${name}" is no text`)
}

export function flagOf(body: Body, name: string): boolean {
  const value = body[name] ?? false
  if (typeof value === 'boolean') return value
  throw invalidRequest(`"${name}" is neither true nor false`)
}

export function listOf<T>(
  body: Body,
  name: string,
  what: string,
  is: (item: unknown) => item is T,
): readonly T[] {
  const value = body[name] ?? []
  if (Array.isArray(value) && value.every(is)) return value
  throw invalidRequest(`"${name}" is no list of ${what}`)
}

/** Texts by name. */
export function textsOf(body: Body, name: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  for (const [key, value] of Object.entries(asObject(body[name] ?? {}, `"${name}"`))) {
    if (typeof value !== 'string') throw invalidRequest(`"${name}"."${key}" is no text`)
    texts.set(key, value)
  }
  return texts
}

export function isText(item: unknown): item is string {
  return typeof item === 'string'
}

export function isIndex(item: unknown): item is number {
  return Number.isSafeInteger(item) && (item as number) >= 0
}
