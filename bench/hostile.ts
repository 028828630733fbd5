// One sidecar sends 1 MB lines made to kill its script's expressions while another sends normal lines: how late are the
// other's records, and is anything lost?
import { DOCUMENT_SCRIPT, logLines, sidecarMessage } from './corpus.js'
import { machine, table } from './measure.js'
import { type Arrival, frame, sidecar, startServer, startSink, textOf, write } from './processes.js'

const MB = 1024 * 1024
const HOSTILE_SCRIPTS: Record<string, string> = {
  'exponential.p': 'grok(_, "(a+)+$")\n',
  'quadratic.p': 'grok(_, "%{NOTSPACE:a} %{NOTSPACE:b}X%{NOTSPACE:c}")\n',
  'greedy.p': 'grok(_, "%{GREEDYDATA:a}=%{GREEDYDATA:b}=%{GREEDYDATA:c}=%{GREEDYDATA:d}!")\n',
}
const HOSTILE_LINES: Record<string, string> = {
  'exponential.p': `${'a'.repeat(MB)}!`,
  'quadratic.p': 'a.'.repeat(MB / 2),
  'greedy.p': '=a'.repeat(MB / 2),
}
/** What the size of the lines costs, whatever their scripts do. */
const HARMLESS_SCRIPTS = Object.fromEntries(
  Object.keys(HOSTILE_SCRIPTS).map((name) => [name, 'add_key(seen, true)\n']),
)
const HOSTILE_EACH = 10
const NORMAL = 500
const NORMAL_EVERY_MS = 10

export async function benchHostile(): Promise<void> {
  console.log(`## Hostile 1 MB lines beside normal ones\n\n${machine()}\n`)
  const rows = [
    await rowOf('hostile expressions', HOSTILE_SCRIPTS),
    await rowOf('the same lines, scripts that do next to nothing', HARMLESS_SCRIPTS),
  ]
  console.log(table(HEAD, rows))
}

const HEAD = [
  'scripts of the 1 MB lines',
  'normal sent',
  'arrived',
  'median ms',
  'latest ms',
  '1 MB lines sent',
  'arrived',
  'of them caught and unparsed',
]

async function rowOf(name: string, large: Readonly<Record<string, string>>): Promise<string[]> {
  const arrivals: Arrival[] = []
  const sink = await startSink(arrivals)
  const scripts = { ...large, 'pod-logging-demo.p': DOCUMENT_SCRIPT }
  const env = { ENV_DATAWAY: `${sink.url}?token=tkn_bench`, ENV_IO_FLUSH_INTERVAL: '20ms' }
  // Built before the clock runs: sender and sink share a process, and its own work must not count as the server's.
  const hostile = Object.entries(HOSTILE_LINES).map(([script, line]) => hostileFrame(script, line))
  const normal = logLines(NORMAL, 7, Date.now()).map((line, i) =>
    frame(sidecarMessage(`${line} sequence=${i}.`, i + 1)),
  )
  const server = await startServer(scripts, env)
  try {
    const sent: number[] = []
    const attacks = hostile.map(attack)
    await sendNormal(normal, sent)
    await Promise.all(attacks)
    const total = NORMAL + HOSTILE_EACH * attacks.length
    await Promise.race([sink.until(total), new Promise((done) => setTimeout(done, 60_000))])
    return [name, ...figures(sent, arrivals, await unparsed())]
  } finally {
    await server.stop()
    sink.stop()
  }
}

function hostileFrame(script: string, line: string): Buffer {
  return frame(JSON.stringify({ source: 'hostile', pipeline: script, tags: { script }, log: line }))
}

async function attack(bytes: Buffer): Promise<void> {
  const socket = await sidecar()
  for (let i = 0; i < HOSTILE_EACH; i++) await write(socket, bytes)
  socket.end()
}

async function sendNormal(frames: readonly Buffer[], sent: number[]): Promise<void> {
  const socket = await sidecar()
  for (const bytes of frames) {
    sent.push(performance.now())
    await write(socket, bytes)
    await new Promise((done) => setTimeout(done, NORMAL_EVERY_MS))
  }
  socket.end()
}

/** Records that went on unparsed, as the metrics count them. */
async function unparsed(): Promise<number> {
  const text = await (await fetch('http://127.0.0.1:19529/metrics')).text()
  const counts = [...text.matchAll(/^logfwdserver_unparsed_points_total\{.*\} (\d+)/gm)]
  return counts.reduce((sum, match) => sum + Number(match[1]), 0)
}

function figures(
  sent: readonly number[],
  arrivals: readonly Arrival[],
  unparsed: number,
): string[] {
  const arrived = new Map<number, number>()
  let large = 0
  for (const { at, body } of arrivals) {
    for (const line of textOf(body).split('\n')) {
      if (line.startsWith('hostile')) large++
      else if (line !== '') arrived.set(Number(/sequence=(\d+)/.exec(line)![1]), at)
    }
  }
  const delays = sent
    .map((at, i) => (arrived.get(i) ?? Number.POSITIVE_INFINITY) - at)
    .sort((a, b) => a - b)
  const ms = (value: number | undefined) => (value ?? Number.NaN).toFixed(0)
  const lateness = [ms(delays[NORMAL / 2]), ms(delays.at(-1))]
  const counts = [3 * HOSTILE_EACH, large, unparsed].map(String)
  return [String(NORMAL), String(arrived.size), ...lateness, ...counts]
}
