// The engine on one core: message of a sidecar → point → the document's script → line protocol.
import { Buffer } from 'node:buffer'
import { MessageDecoder } from '../src/decode/message.js'
import { makePoint } from '../src/decode/record.js'
import { Encoder } from '../src/encode/encoder.js'
import { compile } from '../src/index.js'
import { Guard } from '../src/pipeline/guard.js'
import { PIPELINE_DEFAULTS } from '../src/pipeline/options.js'
import { Tags } from '../src/point/tags.js'
import { DOCUMENT_SCRIPT, logLines, sidecarMessage } from './corpus.js'
import { machine, measure, perSecond, table } from './measure.js'

const COUNT = 10_000
const BATCH = 500
const NOW = 1659608474000000000n

export function benchEngine(): void {
  const frames = logLines(COUNT).map((line, i) => Buffer.from(sidecarMessage(line, i + 1)))
  const run = engine()
  check(run(frames.slice(0, BATCH)))
  const variants = [
    {
      name: 'decode, grok, default_time, line protocol',
      count: COUNT,
      run: () => batches(frames, run),
    },
  ]
  const [timing] = measure(variants)
  console.log(`## The engine, document's script on its log lines, one core\n\n${machine()}\n`)
  console.log(
    table(
      ['work', 'ns/line', 'lines/s'],
      [[timing!.name, timing!.ns.toFixed(0), perSecond(timing!.ns)]],
    ),
  )
}

function batches(frames: readonly Buffer[], run: (batch: readonly Buffer[]) => Uint8Array): number {
  let bytes = 0
  for (let i = 0; i < frames.length; i += BATCH) bytes += run(frames.slice(i, i + BATCH)).length
  return bytes
}

/** Everything that the server does with a batch but sockets, buffer and requests. */
function engine(): (batch: readonly Buffer[]) => Uint8Array {
  const script = compile(DOCUMENT_SCRIPT, { file: 'pod-logging-demo.p' })
  const node = { host: 'node-1', host_ip: '10.0.0.1', cluster_name_k8s: 'k8s-prod' }
  const decoder = new MessageDecoder((tags) => Tags.of([...Object.entries(node), ...tags]))
  const guard = new Guard(PIPELINE_DEFAULTS, {
    ran() {},
    waits() {},
    unparsed() {},
    quarantined() {},
  })
  const encoder = new Encoder(8 * 1024 * 1024)
  return (batch) => {
    const jobs = batch.map((frame) => {
      const decoded = decoder.decode(frame)
      if (!decoded.template) throw new Error(decoded.detail)
      return { script, point: makePoint(decoded.template, decoded.log, decoded.lines, NOW) }
    })
    guard.run(jobs, NOW)
    for (const { point } of jobs) encoder.add(point)
    return encoder.finish()[0]!.bytes
  }
}

/** The first record must be the one that the document shows. */
function check(bytes: Uint8Array): void {
  const [first = ''] = Buffer.from(bytes).toString().split('\n')
  const wanted = [
    'log_fwd_demo,cluster_name_k8s=k8s-prod,',
    'host=node-1',
    'class_name="',
    'status="',
    ' 1659579674000000000',
  ]
  for (const part of wanted) if (!first.includes(part)) throw new Error(`no ${part} in ${first}`)
}
