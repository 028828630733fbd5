// The console: the built page on the HTTP API's own listener. Its files hold no data, so hosts that may show a token get
// them without one (receive/access.ts); what the page then asks of the API is refused or answered as for anybody.
//
//   GET /            ─▶ /console/
//   GET /console/    ─▶ index.html, never kept, with a fresh word for style elements (CodeMirror makes some)
//   GET /console/*   ─▶ a file of the list, kept for ever when its name has a hash
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendError } from '../receive/answer.js'
import type { Routes } from '../receive/api.js'
import { type PageFile, type PageFiles, readPage } from './files.js'

const INDEX = 'index.html'
const YEAR_SECONDS = 31_536_000
/** Where index.html has the word, which is another one in each answer. */
const NONCE_MARK = '%NONCE%'
/** Before this module: as installed and from the sources; and from a build of the tools. */
const FOLDERS = ['../../dist/console/page', '../../../dist/console/page']

export function consoleRoutes(folder: string = builtPage()): Routes {
  let reading: Promise<PageFiles> | undefined
  // Read when it is first asked for: most nodes are never looked at. A page that was not there is looked for again.
  const page = async () => {
    reading ??= readPage(folder)
    const files = await reading
    if (!files.has(INDEX)) reading = undefined
    return files
  }
  return (server) => {
    const config = { holdsNoData: true }
    // Relative, for proxies with a prefix of their own.
    for (const url of ['/', '/console']) {
      server.get(url, { config }, (_request, reply) => reply.redirect('console/'))
    }
    server.get('/console/*', { config }, async (request, reply) =>
      send(await page(), request, reply),
    )
  }
}

function builtPage(): string {
  const places = FOLDERS.map((path) => fileURLToPath(new URL(path, import.meta.url)))
  return places.find((path) => existsSync(path)) ?? places[0]!
}

function send(files: PageFiles, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const index = files.get(INDEX)
  if (!index) {
    const remedy = 'the page was not built; "npm run build" builds it'
    return sendError(reply, 404, 'notFound', `there is no console: ${remedy}`)
  }
  const { '*': path } = request.params as { '*': string }
  if (path === '' || path === INDEX) return sendIndex(index, reply)
  const file = files.get(path)
  if (!file) return sendError(reply, 404, 'notFound', 'the console has no such file')
  return sendFile(file, request, reply)
}

function sendIndex({ type, bytes }: PageFile, reply: FastifyReply): FastifyReply {
  const nonce = randomBytes(16).toString('base64url')
  protect(reply, nonce).header('cache-control', 'no-store').type(type)
  return reply.send(bytes.toString().replace(NONCE_MARK, nonce))
}

function sendFile(file: PageFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { type, bytes, gzipped, etag, hashed } = file
  const kept = hashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache'
  protect(reply).header('cache-control', kept).header('etag', etag)
  reply.header('vary', 'accept-encoding')
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  reply.type(type)
  if (!gzipped || !/\bgzip\b/.test(request.headers['accept-encoding'] ?? ''))
    return reply.send(bytes)
  return reply.header('content-encoding', 'gzip').send(gzipped)
}

/** Nothing from elsewhere, nothing inline but what shows the word, and no frame around it. */
function protect(reply: FastifyReply, nonce?: string): FastifyReply {
  const styles = nonce ? `'self' 'nonce-${nonce}'` : "'self'"
  const policy = [
    "default-src 'self'",
    `style-src ${styles}`,
    // The editor underlines faults with images that are part of its style sheet.
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]
  return reply.headers({
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  })
}
