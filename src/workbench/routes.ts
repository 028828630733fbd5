// The routes of the workbench. What scripts and data are is known to the worker; here a body is only counted and passed on.
import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ScriptFolder } from '../pipeline/folder.js'
import { sendError } from '../receive/answer.js'
import { BodyFault, Place, Room } from '../receive/body.js'
import { catalogue } from './catalogue.js'
import type { ScriptText, ScriptTexts } from './contract.js'
import { LIMITS } from './limits.js'
import type { Kind } from './messages.js'
import { RequestFault } from './request-fault.js'
import { Tagged } from './tagged.js'
import type { Workbench } from './workbench.js'

/** What the routes ask of the running server. */
export interface WorkbenchParts {
  readonly workbench: Workbench
  /** The scripts in force. */
  scripts(): ScriptFolder
  /** Texts of the pattern files in force by name; another map when they change. */
  patterns(): ReadonlyMap<string, string>
}

/** Bytes of all bodies that wait: the largest one, and small ones beside it. */
const ROOM = (4 * LIMITS.debug.bodyBytes) / 3

export function workbenchRoutes(parts: WorkbenchParts): (server: FastifyInstance) => void {
  const { workbench, scripts, patterns } = parts
  const room = new Room(ROOM)
  const functions = new Tagged(
    () => patterns(),
    (files) => JSON.stringify(catalogue(files)),
  )
  const texts = new Tagged(
    () => scripts(),
    (all) => JSON.stringify(scriptTexts(all)),
  )
  return (server) => {
    server.addHook('preClose', async () => workbench.stop())
    server.register(async (scope) => {
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser('application/json', (_request, payload, done) =>
        done(null, payload),
      )
      for (const kind of Object.keys(LIMITS) as Kind[])
        scope.post(
          `/v1/pipeline/${kind}`,
          { bodyLimit: LIMITS[kind].bodyBytes },
          (request, reply) => answer(request, reply, { kind, workbench, room }),
        )
      scope.get('/v1/pipeline/functions', (request, reply) => {
        workbench.wake()
        return functions.send(request, reply)
      })
      scope.get('/v1/pipeline/scripts', (request, reply) => texts.send(request, reply))
    })
  }
}

interface Means {
  readonly kind: Kind
  readonly workbench: Workbench
  readonly room: Room
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { kind, workbench, room }: Means,
): Promise<FastifyReply> {
  const place = new Place(room, LIMITS[kind].bodyBytes)
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  try {
    const stream = request.body as Readable | undefined
    if (!stream) throw new RequestFault(400, 'emptyBody', 'the body is empty')
    const body = await place.read(stream, request.headers['content-encoding'] ?? '')
    const { status, body: bytes } = await workbench.ask(kind, body, gone.signal)
    return reply.code(status).type('application/json').send(Buffer.from(bytes.buffer))
  } catch (error) {
    if (!(error instanceof RequestFault || error instanceof BodyFault)) throw error
    if (error.status === 429 || error.status === 503) reply.header('retry-after', 1)
    return sendError(reply, error.status, error.code, error.message)
  } finally {
    place.leave()
  }
}

function scriptTexts(folder: ScriptFolder): ScriptTexts {
  const texts = folder.names().map((name) => ({ name, text: folder.text(name) }))
  return { scripts: texts.filter((one): one is ScriptText => one.text !== undefined) }
}
