// The shared token of a port. What a peer shows is compared as digests, in the same time whatever it is, and never told.
import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { digestOf } from '../util/secret-files.js'

/** Whether the request shows one of the tokens: as `Authorization: Bearer …`, or in its query as `token=…`. */
export function showsToken(request: FastifyRequest, digests: readonly Buffer[]): boolean {
  return shown(request).some((token) => isOneOf(token, digests))
}

function isOneOf(token: string, digests: readonly Buffer[]): boolean {
  const digest = digestOf(token)
  let found = false
  for (const one of digests) if (timingSafeEqual(one, digest)) found = true
  return found
}

function shown({ headers, query }: FastifyRequest): string[] {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
  const { token } = query as { readonly token?: unknown }
  return [bearer, token].filter((one) => typeof one === 'string')
}
