// The port that sidecars connect to: `GET /logfwd`, upgraded to a websocket on which they only send. They never read, so
// nothing is sent to them but what they ask for; TCP keepalive finds the dead ones. Frames go to the queue as they are.
import type { Socket } from 'node:net'
import { isDeepStrictEqual } from 'node:util'
import websocket from '@fastify/websocket'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import { type Address, parseAddress } from '../util/address.js'
import { answerErrors, sendError, sendUnauthorized } from './answer.js'
import { brokenBy, Entrance, type EntranceOptions } from './entrance.js'
import type { CloseReason, Connection, ReceiveEvents, RefusalReason } from './events.js'
import type { FairQueue } from './fair-queue.js'
import { farewell, type Leaving } from './farewell.js'
import { Gate } from './gate.js'
import { Handshakes } from './handshakes.js'
import { Lane } from './lane.js'
import type { Listener, ReceiveOptions } from './options.js'
import { Source, Unfinished } from './unfinished.js'
import { Valve } from './valve.js'

export type LogPortOptions = EntranceOptions &
  Pick<
    ReceiveOptions,
    'maxFrameBytes' | 'keepAliveMs' | 'handshakeTimeoutMs' | 'unfinishedBytes' | 'unfinishedMs'
  >

const PATH = '/logfwd'
const MAX_HEADER_BYTES = 16 * 1024

/** Time that a peer has to end its side after a close frame. */
const CLOSE_TIMEOUT_MS = 1000

let lastId = 0

/** What is below a websocket, and why it is being ended. */
interface Open {
  readonly raw: Socket
  reason?: CloseReason
}

export class LogPort {
  private readonly server: FastifyInstance
  private readonly handshakes: Handshakes
  private readonly entrance: Entrance
  private readonly sockets = new Map<WebSocket, Open>()
  private starting: Promise<Address> | undefined
  private stopping: Promise<void> | undefined
  private onEmpty: () => void = () => {}

  /**
   * @param queue where frames wait; several ports share one, and its connections count together
   * @param unfinished what has not come whole, shared as well
   * @throws FileFault when the files of its certificate or its tokens cannot be used
   */
  constructor(
    private listener: Listener,
    private readonly options: LogPortOptions,
    private readonly queue: FairQueue,
    private readonly events: ReceiveEvents,
    private readonly unfinished = new Unfinished(options.unfinishedBytes, options.unfinishedMs),
  ) {
    this.handshakes = new Handshakes(options.handshakeTimeoutMs, events.connectionRefused)
    this.entrance = new Entrance(listener, options, queue, events)
    this.server = this.build()
  }

  /** Listens; the answer is the address that it listens on, with the port that port 0 became. */
  start(): Promise<Address> {
    this.starting ??= this.listen()
    return this.starting
  }

  /** Takes no more connections, reads what has arrived, and ends the connections. The queue keeps their frames. */
  stop(): Promise<void> {
    this.stopping ??= this.end()
    return this.stopping
  }

  get serves(): Listener {
    return this.listener
  }

  /** Whether this port is what a listener asks for, but for the tags. */
  fits(listener: Listener): boolean {
    const { tags, origin } = this.listener
    return isDeepStrictEqual({ ...listener, tags, origin }, this.listener)
  }

  /** Whether one listener can only be opened when the other is closed. */
  isInTheWayOf({ address }: Listener): boolean {
    const port = parseAddress(address)?.port
    return port !== 0 && port === parseAddress(this.listener.address)?.port
  }

  /** Takes over other tags, for connections that are open too. */
  retag(listener: Listener): void {
    this.listener = listener
  }

  /** Takes no more connections; those that it has go on. */
  pause(): void {
    this.server.server.close()
  }

  /** Takes connections again where it did before. */
  async resume(): Promise<void> {
    const { host, port } = await this.start()
    const { server } = this.server
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host, port }, () => resolve(void server.removeListener('error', reject)))
    })
  }

  /** Takes no more connections; resolves when the last that it has was ended by its peer. */
  async retire(): Promise<void> {
    this.pause()
    if (this.sockets.size > 0)
      await new Promise<void>((resolve) => {
        this.onEmpty = resolve
      })
    await this.stop()
  }

  private async listen(): Promise<Address> {
    const address = parseAddress(this.listener.address)
    if (!address) throw new Error(`"${this.listener.address}" is not an address`)
    const { port } = address
    // One socket for one port: the name would be bound for both families.
    const host = address.host === 'localhost' ? '127.0.0.1' : address.host
    await this.server.listen({ host, port })
    this.entrance.watch(this.server.server)
    const bound = this.server.server.address()
    return { host, port: typeof bound === 'object' && bound ? bound.port : port }
  }

  private build(): FastifyInstance {
    const server = this.makeServer()
    const ws = {
      maxPayload: this.options.maxFrameBytes,
      perMessageDeflate: false,
      clientTracking: false,
      closeTimeout: CLOSE_TIMEOUT_MS,
      autoPong: false,
    }
    answerErrors(server)
    server.addHook('onRequest', (_request, reply, done) => {
      reply.header('connection', 'close')
      done()
    })
    server.register(websocket, {
      options: ws,
      errorHandler: () => {},
      preClose: (done: () => void) => done(),
    })
    server.after(() => this.addRoute(server))
    server.server.on('connection', (socket) => {
      socket.setKeepAlive(true, this.options.keepAliveMs)
      socket.setNoDelay(true)
      this.handshakes.begin(socket)
    })
    server.server.on('clientError', (error, socket) => this.broken(error, socket as Socket))
    return server
  }

  private makeServer(): FastifyInstance {
    const https = this.entrance.serverOptions
    const shared = { exposeHeadRoutes: false, bodyLimit: 1024 }
    const limits = { maxHeaderSize: MAX_HEADER_BYTES }
    if (https === null) return Fastify({ ...shared, http: limits })
    // The two servers differ in their sockets only, which nothing here looks at.
    return Fastify({ ...shared, https: { ...limits, ...https } }) as unknown as FastifyInstance
  }

  private broken(error: Error, socket: Socket): void {
    const reason = brokenBy(error, socket)
    if (reason) this.events.connectionRefused(reason, socket.remoteAddress ?? '')
  }

  private addRoute(server: FastifyInstance): void {
    server.route({
      method: 'GET',
      url: PATH,
      onRequest: (request, reply, done) => {
        const reason = this.stopping ? 'too_many' : this.entrance.refusal(request)
        if (reason === undefined) done()
        else this.refuse(reason, request, reply)
      },
      handler: (_request, reply) =>
        sendError(reply, 426, 'upgradeRequired', `${PATH} takes websockets only`),
      wsHandler: (socket, request) => this.accept(socket, request),
    })
  }

  private refuse(reason: RefusalReason, request: FastifyRequest, reply: FastifyReply): void {
    this.events.connectionRefused(reason, request.ip)
    if (reason === 'token') sendUnauthorized(reply, `${PATH} asks for a token`)
    else sendError(reply, 503, 'tooManyConnections', 'there is no room for another connection')
  }

  private accept(socket: WebSocket, request: FastifyRequest): void {
    this.handshakes.end(request.raw.socket)
    const listener = () => this.listener
    const connection: Connection = {
      id: ++lastId,
      remoteAddress: request.ip,
      get listener() {
        return listener()
      },
    }
    const valve = new Valve(socket)
    const gate = new Gate('unfinished', this.events)
    const lane = this.queue.join(connection, valve.by('queue'))
    const source = new Source(
      (waits) => {
        valve.set('room', waits)
        gate.set(waits)
      },
      () => !valve.isShutBy('queue'),
      () => this.cut(socket, 'unfinished'),
    )
    this.sockets.set(socket, { raw: request.raw.socket })
    this.events.connectionOpened(connection)
    socket.on('message', (data) => this.receive(lane, source, data as Buffer))
    socket.on('ping', (data) => answerPing(socket, data))
    socket.on('error', (error) => this.cut(socket, failureReason(error)))
    socket.on('close', (code) => {
      gate.set(false)
      this.close(socket, lane, source, code)
    })
    // Behind the listener of the websocket, which tells the messages in the piece first. Counted with what it costs besides: a
    // message may come byte by byte.
    request.raw.socket.on('data', (piece) => this.unfinished.piece(source, Lane.sizeOf(piece)))
  }

  private receive(lane: Lane, source: Source, frame: Buffer): void {
    this.unfinished.whole(source)
    this.events.frame(frame.length)
    this.queue.push(lane, frame)
  }

  /** A peer that never reads would send into a connection that waits for its answer; so it ends now. */
  private cut(socket: WebSocket, reason: CloseReason): void {
    const open = this.sockets.get(socket)
    if (open) open.reason = reason
    setImmediate(() => socket.terminate())
  }

  private close(socket: WebSocket, lane: Lane, source: Source, code: number): void {
    const reason = this.sockets.get(socket)?.reason ?? (code === ABNORMAL ? 'lost' : 'peer')
    this.sockets.delete(socket)
    this.unfinished.gone(source)
    this.queue.leave(lane)
    this.events.connectionClosed(lane.connection, reason)
    if (this.sockets.size === 0) this.onEmpty()
  }

  private async end(): Promise<void> {
    await this.starting?.catch(() => {})
    this.entrance.close()
    this.server.server.close()
    this.handshakes.endAll()
    const closed = [...this.sockets.keys()].map(
      (socket) => new Promise((resolve) => socket.once('close', resolve)),
    )
    await farewell([...this.sockets].map(([socket, { raw }]) => this.leaving(socket, raw)))
    await Promise.all(closed)
    await this.server.close()
  }

  private leaving(socket: WebSocket, raw: Socket): Leaving {
    const end = () => {
      this.sockets.get(socket)!.reason ??= 'stop'
      // Below TLS there is more than the socket to end.
      if ('encrypted' in raw) socket.terminate()
      else raw.resetAndDestroy()
    }
    return { socket: raw, end }
  }
}

/** The code of a connection that ended without a close frame. */
const ABNORMAL = 1006

/** A peer that reads no answers gets no further ones: they would pile up here. */
function answerPing(socket: WebSocket, data: Buffer): void {
  if (socket.bufferedAmount === 0) socket.pong(data, false, () => {})
}

function failureReason(error: Error & { code?: string }): CloseReason {
  if (error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') return 'too_large'
  if (error.code === 'WS_ERR_INVALID_UTF8') return 'bad_utf8'
  return error.code?.startsWith('WS_ERR_') ? 'bad_frame' : 'lost'
}
