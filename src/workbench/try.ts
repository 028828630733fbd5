// `POST /v1/pipeline/try`: a script and lines to try it on, answered with everything that the playground shows.
import { CompileError, type Diagnostic } from '../errors.js'
import type { MadePoint, Observe } from '../pipeline/define.js'
import { isLeaving, type Script } from '../pipeline/script.js'
import type { Point } from '../point/point.js'
import { nowNs } from '../util/clock.js'
import type { LineResult, TryAnswer } from './contract.js'
import type { Engine } from './engine.js'
import { LIMITS, RUN_PART } from './limits.js'
import { Matches } from './matches.js'
import { MeasuredScript } from './measured-script.js'
import { recordPoint } from './record.js'
import { type Ran, Runner } from './runner.js'
import { shownMade, shownPoint } from './shown-point.js'
import { Trace, toldStep } from './trace.js'
import { type ReadTryRequest, readTryRequest } from './try-request.js'

/** Time for telling steps: where nobody says which lines to explain, it is what decides. */
const TELL_MS = 200

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

/** @throws RequestFault */
export async function tryScript(
  body: Readonly<Record<string, unknown>>,
  engine: Engine,
): Promise<string> {
  const start = performance.now()
  const request = readTryRequest(body)
  const tried = new Tried(request, engine)
  const compiled = tried.compile()
  const compileMs = since(start)
  const runStart = performance.now()
  if (compiled instanceof CompileError)
    return answerJson({ diagnostics: compiled.diagnostics, compileMs, runMs: 0, zone: ZONE }, [])
  await tried.run(compiled, start + LIMITS.try.ms * RUN_PART)
  const runMs = since(runStart)
  const diagnostics = request.warnings ? tried.warnings() : []
  return answerJson(
    { diagnostics, compileMs, runMs, zone: ZONE },
    tried.results(),
    tried.gathered(),
  )
}

/** Milliseconds in whole microseconds. */
function since(start: number): number {
  return Math.round((performance.now() - start) * 1000) / 1000
}

type Head = Omit<TryAnswer, 'results' | 'gathered'>

/** The answer with as many results, and points behind them, as it has room for. */
function answerJson(
  head: Head,
  results: Iterable<LineResult>,
  gathered: Iterable<unknown> = [],
): string {
  const room = { chars: LIMITS.try.answerChars }
  const lines = fitting(results, room)
  const points = fitting(gathered, room)
  const behind = points.length > 0 ? `,"gathered":[${points.join(',')}]` : ''
  return `${JSON.stringify(head).slice(0, -1)},"results":[${lines.join(',')}]${behind}}`
}

function fitting(items: Iterable<unknown>, room: { chars: number }): string[] {
  const texts: string[] = []
  for (const item of items) {
    const text = JSON.stringify(item)
    room.chars -= text.length
    if (room.chars < 0) break
    texts.push(text)
  }
  return texts
}

/** One script on its lines. */
class Tried {
  private readonly matches = new Matches()
  private readonly trace = new Trace()
  private readonly explained: ReadonlySet<number> | undefined
  private readonly sources: ReadonlyMap<string, string>
  private points: readonly Point[] = []
  private ran: readonly Ran[] = []
  private left: readonly MadePoint[] = []

  constructor(
    private readonly request: ReadTryRequest,
    private readonly engine: Engine,
  ) {
    const { name, script, scripts, explain } = request
    this.explained = explain && new Set(explain)
    this.sources = new Map(Object.entries(scripts)).set(name, script)
  }

  warnings(): readonly Diagnostic[] {
    return this.engine.warnings(this.request.name, this.sources)
  }

  compile(): Script | CompileError {
    const observe: Observe = (step, call) =>
      this.trace.observe(this.matches.observe(step, call), call)
    return this.engine.folder(this.sources, observe).result(this.request.name)
  }

  async run(script: Script, deadline: number): Promise<void> {
    const { lines, source, name, tags, now = nowNs() } = this.request
    const head = { name: source || name.replace(/\.p$/, ''), tags }
    this.points = lines.map((message) => recordPoint({ ...head, message }, now))
    for (const [i, point] of this.points.entries())
      if (this.isExplained(i)) this.trace.follow(point)
    const measured = new MeasuredScript(this.trace.script(script))
    this.ran = await new Runner(measured, this.engine.options, deadline).run(this.points, now)
    this.left = script.tick(now, true)
  }

  /** What the script let go of behind the last line. */
  *gathered(): Generator<NonNullable<TryAnswer['gathered']>[number]> {
    for (const made of this.left) yield shownMade(made)
  }

  /** Made one by one: what there is no room for is not made. */
  *results(): Generator<LineResult> {
    const tellUntil = performance.now() + TELL_MS
    for (const [i, { failure, made, costNs }] of this.ran.entries()) {
      const point = this.points[i]!
      const told = this.isExplained(i) && performance.now() < tellUntil
      yield {
        point: shownPoint(point),
        made: made.filter(isLeaving).map(shownMade),
        ...(failure && { failure: this.failureOf(failure) }),
        matched: this.matches.has(point),
        costNs,
        ...(told && { steps: this.trace.steps(point).map((step) => toldStep(step, true)) }),
      }
    }
  }

  private isExplained(line: number): boolean {
    return this.explained?.has(line) ?? true
  }

  /** A place in another script is part of the sentence: the position is of the tried one. */
  private failureOf({ message, file, position }: NonNullable<Ran['failure']>) {
    if (!position) return { message }
    if (file === this.request.name) return { message, position }
    return { message: `${file}:${position.line}:${position.column}: ${message}` }
  }
}
