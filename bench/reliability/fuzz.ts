// Fuzzed websocket messages and HTTP bodies: the server runs on, serves others, and its heap is afterwards what it was. The
// heap before is that after a first share of such inputs, when code is compiled and tables have their size.
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { freePort } from '../free-port.js'
import { frame } from '../processes.js'
import { upgrade } from './connection.js'
import { CountingDataway } from './dataway.js'
import { type FuzzedRequest, fuzzedFrames, fuzzedMessages, fuzzedRequests } from './fuzzed.js'
import { Inspector } from './inspector.js'
import { type Ledger, recordId } from './ledger.js'
import { brokenOf, type Outcome, sleep } from './outcome.js'
import { ServerUnderTest } from './server.js'
import { Load } from './sidecars.js'

export interface FuzzPlan {
  readonly messages: number
  readonly bodies: number
}

export const FUZZ: FuzzPlan = { messages: 100_000, bodies: 100_000 }
export const FUZZ_SHORT: FuzzPlan = { messages: 3000, bodies: 1000 }

/** So many of a hundred inputs come before the heap is looked at first. */
const WARM_UP = 0.2
const MOST_GROWTH = 1.1
/** Beside so many messages one frame ends its connection. */
const MESSAGES_PER_BREAK = 20
const HTTP_AT_A_TIME = 8
const BODY_TIMEOUT_MS = 5000
const NORMAL_LINES_PER_SECOND = 500
const NORMAL_MS = 1000

export async function fuzz(plan: FuzzPlan): Promise<Outcome> {
  const dataway = new CountingDataway()
  await dataway.start()
  const inspect = await freePort()
  const server = await ServerUnderTest.make({
    env: { ENV_DATAWAY: `${dataway.url}?token=tkn_reliability`, ENV_LOG_LEVEL: 'error' },
    nodeFlags: [`--inspect=127.0.0.1:${inspect}`],
  })
  try {
    await server.start()
    const inspector = await Inspector.connect(inspect)
    await attack(server, scaled(plan, WARM_UP), 1)
    const before = await heap(server, inspector)
    const answers = await attack(server, plan, 2)
    const after = await heap(server, inspector)
    const load = await normal(server)
    inspector.close()
    const { code } = await server.terminate()
    return outcome(plan, dataway, load, { before, after }, answers, code)
  } finally {
    await server.remove()
    await dataway.stop()
  }
}

function scaled({ messages, bodies }: FuzzPlan, by: number): FuzzPlan {
  return { messages: Math.ceil(messages * by), bodies: Math.ceil(bodies * by) }
}

/** Statuses of the HTTP requests, with how often. */
type Answers = Map<string, number>

async function attack(server: ServerUnderTest, plan: FuzzPlan, seed: number): Promise<Answers> {
  const answers: Answers = new Map()
  await Promise.all([
    sendMessages(server, plan.messages, seed),
    breakConnections(server, plan.messages / MESSAGES_PER_BREAK, seed),
    post(server, plan, seed, answers),
  ])
  return answers
}

/** The record behind the last message of an attack: it arrives when all before it were read. */
function sentinel(seed: number): { readonly source: number; readonly sequence: number } {
  return { source: 1000 + seed, sequence: 0 }
}

function hasSentinel(ledger: Ledger, seed: number): boolean {
  const { source, sequence } = sentinel(seed)
  return ledger.has(source, sequence)
}

async function sendMessages(server: ServerUnderTest, count: number, seed: number): Promise<void> {
  const messages = fuzzedMessages(seed)
  const socket = await upgrade(server.port)
  socket.resume()
  const closed = once(socket, 'close')
  for (let sent = 0; sent < count; sent++) {
    if (!socket.writable) throw new Error(`the connection ended after ${sent} messages`)
    const hasRoom = socket.write(messages.next().value as Buffer)
    if (!hasRoom) await Promise.race([once(socket, 'drain'), closed])
  }
  const { source, sequence } = sentinel(seed)
  const log = recordId(source, sequence)
  socket.end(frame(JSON.stringify({ source: 'last', log })))
  await closed
}

/** Each of these frames has a connection of its own. */
async function breakConnections(
  server: ServerUnderTest,
  count: number,
  seed: number,
): Promise<void> {
  const frames = fuzzedFrames(seed)
  for (let sent = 0; sent < count; sent++) {
    const socket = await upgrade(server.port)
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.resume()
    socket.end(frames.next().value as Buffer)
    await closed
  }
}

async function post(
  server: ServerUnderTest,
  plan: FuzzPlan,
  seed: number,
  answers: Answers,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: HTTP_AT_A_TIME })
  const requests = fuzzedRequests(seed)
  let left = plan.bodies
  const one = async () => {
    while (left-- > 0) {
      const status = await send(agent, server.apiPort, requests.next().value as FuzzedRequest)
      answers.set(status, (answers.get(status) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: HTTP_AT_A_TIME }, one))
  agent.destroy()
}

function send(agent: Agent, port: number, { path, headers, body }: FuzzedRequest): Promise<string> {
  return new Promise((resolve) => {
    const options = { agent, host: '127.0.0.1', port, path, headers, method: 'POST' }
    const sent = request({ ...options, timeout: BODY_TIMEOUT_MS }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(String(answer.statusCode)))
    })
    sent.on('timeout', () => sent.destroy(new Error('no answer')))
    sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    sent.end(body)
  })
}

/** When nothing of the inputs is on its way any more. */
async function heap(server: ServerUnderTest, inspector: Inspector): Promise<number> {
  await server.drained()
  await server.until(async () => (await server.readiness()).connections === 0)
  await sleep(1000)
  return inspector.heapBytes()
}

/** Whether others are still served. */
async function normal(server: ServerUnderTest): Promise<Load> {
  const load = new Load(server.port, NORMAL_LINES_PER_SECOND, 2)
  await load.start()
  await sleep(NORMAL_MS)
  await load.stop()
  await server.drained()
  return load
}

function outcome(
  plan: FuzzPlan,
  { ledger }: CountingDataway,
  load: Load,
  heap: { readonly before: number; readonly after: number },
  answers: Answers,
  code: number | null,
): Outcome {
  const missing = load.sidecars.flatMap(({ source, handed }) =>
    ledger.missing({ source, from: 0, to: handed }),
  )
  const growth = heap.after / heap.before
  const statuses = [...answers].sort().map(([status, count]) => `${count} × ${status}`)
  return {
    fault: `${plan.messages} fuzzed messages and ${plan.bodies} fuzzed HTTP bodies`,
    figures: {
      'connections broken': plan.messages / MESSAGES_PER_BREAK,
      'answers to the bodies': statuses.join(', '),
      'heap before, MB': heap.before / 1e6,
      'heap after, MB': heap.after / 1e6,
      'records of others afterwards': load.handed,
      'of those lost': missing.length,
    },
    broken: brokenOf({
      'every message was read': [1, 2].every((seed) => hasSentinel(ledger, seed)),
      'nobody else lost a record': missing.length === 0 && load.handed > 0,
      'the heap is what it was within 10 %': growth <= MOST_GROWTH,
      'every body was answered with less than 500': statuses.every((s) => / [234]\d\d$/.test(s)),
      'the server ended with code 0 when it was told to': code === 0,
    }),
  }
}
