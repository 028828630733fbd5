// `POST /v1/pipeline/debug`: scripts on data, for clients of the original. The records run as with the server, under its
// guard; what the original does not say, the playground does (try.ts).
import { CompileError } from '../errors.js'
import type { Script } from '../pipeline/script.js'
import { nowNs } from '../util/clock.js'
import { benchmark } from './benchmark.js'
import { debugJson, errorOf } from './debug-answer.js'
import { debugPoints } from './debug-data.js'
import { type DebugRequest, readDebugRequest } from './debug-request.js'
import { DebugResults } from './debug-results.js'
import type { Engine } from './engine.js'
import { LIMITS, RUN_PART } from './limits.js'
import { MeasuredScript } from './measured-script.js'
import { Runner } from './runner.js'

const BENCHMARK_MS = 500

/** @throws RequestFault */
export async function debug(
  body: Readonly<Record<string, unknown>>,
  engine: Engine,
): Promise<string> {
  const deadline = performance.now() + LIMITS.debug.ms * RUN_PART
  const request = readDebugRequest(body)
  const folder = engine.folder(request.sources)
  const script = folder.result(request.file)
  if (script instanceof CompileError) {
    const errors = script.diagnostics.map((one) => errorOf(one, request.sources))
    return debugJson('', '', errors, [])
  }
  return runAll(request, script, engine, deadline)
}

async function runAll(
  request: DebugRequest,
  script: Script,
  engine: Engine,
  deadline: number,
): Promise<string> {
  const now = nowNs()
  const points = debugPoints(request, now)
  const first = request.benchmark ? points[0]?.snapshot() : undefined
  const measured = new MeasuredScript(script, request.category === 'logging')
  const start = performance.now()
  const ran = await new Runner(measured, engine.options, deadline).run(points, now)
  const results = new DebugResults(request.file, request.sources)
  for (const [i, point] of points.entries()) results.add(point, ran[i])
  for (const { point } of script.tick(now, true)) results.gather(point)
  const cost = durationText(performance.now() - start)
  const speed = first ? benchmark(measured, first, now, BENCHMARK_MS) : ''
  return debugJson(cost, speed, [], results.all)
}

/** As Go writes durations. */
function durationText(ms: number): string {
  if (ms >= 1000) return `${Number((ms / 1000).toFixed(9))}s`
  return ms >= 1 ? `${Number(ms.toFixed(6))}ms` : `${Number((ms * 1000).toFixed(3))}µs`
}
