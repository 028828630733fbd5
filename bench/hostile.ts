// One sidecar sends 1 MB lines made to kill its script's expressions while another sends normal lines: how late are the
// other's records, and is anything lost?
import { DOCUMENT_SCRIPT, logLines, sidecarMessage } from './corpus.js'
import { machine, table } from './measure.js'
import { frame, sidecar, startServer, startSink, write } from './processes.js'

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
const HOSTILE_EACH = 10
const NORMAL = 500
const NORMAL_EVERY_MS = 10

export async function benchHostile(): Promise<void> {
  const arrived = new Map<number, number>()
  let hostileArrived = 0
  const sink = await startSink((body) => {
    for (const match of body.matchAll(/sequence=(\d+)/g))
      arrived.set(Number(match[1]), performance.now())
    hostileArrived += body.match(/^hostile/gm)?.length ?? 0
  })
  const scripts = { ...HOSTILE_SCRIPTS, 'pod-logging-demo.p': DOCUMENT_SCRIPT }
  const env = { ENV_DATAWAY: `${sink.url}?token=tkn_bench`, ENV_IO_FLUSH_INTERVAL: '20ms' }
  const server = await startServer(scripts, env)
  try {
    const sent = new Map<number, number>()
    const attacks = Object.entries(HOSTILE_LINES).map(([script, line]) => attack(script, line))
    await sendNormal(sent)
    await Promise.all(attacks)
    const total = NORMAL + HOSTILE_EACH * attacks.length
    await Promise.race([sink.until(total), new Promise((done) => setTimeout(done, 60_000))])
    report(sent, arrived, hostileArrived, await unparsed())
  } finally {
    await server.stop()
    sink.stop()
  }
}

async function attack(script: string, line: string): Promise<void> {
  const socket = await sidecar()
  const message = JSON.stringify({
    source: 'hostile',
    pipeline: script,
    tags: { script },
    log: line,
  })
  const bytes = frame(message)
  for (let i = 0; i < HOSTILE_EACH; i++) await write(socket, bytes)
  socket.end()
}

async function sendNormal(sent: Map<number, number>): Promise<void> {
  const socket = await sidecar()
  for (const [i, line] of logLines(NORMAL, 7, Date.now()).entries()) {
    sent.set(i, performance.now())
    await write(socket, frame(sidecarMessage(`${line} sequence=${i}.`, i + 1)))
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

function report(
  sent: Map<number, number>,
  arrived: Map<number, number>,
  hostile: number,
  counted: number,
): void {
  const delays = [...sent]
    .map(([i, at]) => (arrived.get(i) ?? Number.POSITIVE_INFINITY) - at)
    .sort((a, b) => a - b)
  const ms = (value: number | undefined) => (value ?? Number.NaN).toFixed(0)
  console.log(`## Hostile 1 MB lines beside normal ones\n\n${machine()}\n`)
  console.log(
    table(
      [
        'normal sent',
        'arrived',
        'median ms',
        'latest ms',
        'hostile sent',
        'hostile arrived',
        'counted as unparsed',
      ],
      [
        [
          String(NORMAL),
          String(arrived.size),
          ms(delays[NORMAL / 2]),
          ms(delays.at(-1)),
          String(3 * HOSTILE_EACH),
          String(hostile),
          String(counted),
        ],
      ],
    ),
  )
}
