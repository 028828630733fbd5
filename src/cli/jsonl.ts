// `pipeline --jsonl`: one case a line in, one result a line out, in order, streaming.
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { encodeLine } from '../encode/line-protocol.js'
import { CompileError } from '../errors.js'
import type { MadePoint, Services } from '../pipeline/define.js'
import { ScriptFolder } from '../pipeline/folder.js'
import { functionTable } from '../pipeline/functions/index.js'
import { PatternScope } from '../pipeline/grok/expand.js'
import type { Job } from '../pipeline/guard.js'
import type { Script } from '../pipeline/script.js'
import { NO_SERVICES } from '../pipeline/services.js'
import type { Point } from '../point/point.js'
import { nowNs } from '../util/clock.js'
import { inZone } from '../workbench/local-zone.js'
import { type RecordInput, recordPoint, typedPoint } from '../workbench/record.js'
import { EVEN } from '../workbench/run-cases.js'
import { NOTHING, type Result, Trial } from '../workbench/trial.js'

/** One line of standard input. */
interface Case extends RecordInput {
  readonly id?: unknown
  readonly script?: string
  /** Other scripts of the folder by name, for `use`. */
  readonly scripts?: Readonly<Record<string, string>>
  /** Name of the one in `scripts` to run when there is no `script`. */
  readonly main?: string
  /** Local time zone of the case, such as `Asia/Shanghai` or `+8`; that of the process when absent. */
  readonly tz?: string
  /** Why the line is no case. */
  readonly fault?: unknown
}

function readCase(line: string): Case {
  try {
    const input = JSON.parse(line) as Case | null
    return { id: null, ...input }
  } catch (fault) {
    return { id: null, fault }
  }
}

/** Cases in their order, those of one zone that stand together in one group. */
function byZone(cases: readonly Case[]): Case[][] {
  const groups: Case[][] = []
  for (const one of cases) {
    const last = groups.at(-1)
    if (last && last[0]!.tz === one.tz) last.push(one)
    else groups.push([one])
  }
  return groups
}

function noCase(id: unknown, error: unknown): string {
  return JSON.stringify({ id, error: `not a case: ${String(error)}` })
}

const MAX_CACHED = 1000

export class CaseRunner {
  private readonly trial = new Trial()
  private readonly compiled = new Map<string, Script | CompileError>()

  /** @param fixed script for every case that brings none */
  constructor(
    private readonly fixed: Script | undefined,
    private readonly services: Services = { ...NO_SERVICES, random: EVEN },
  ) {}

  /** The results of some lines, each a line without its newline. Never throws for what the lines hold. */
  async answers(lines: readonly string[]): Promise<string[]> {
    const answers: string[] = []
    for (const group of byZone(lines.map(readCase))) {
      const { tz } = group[0]!
      const run = () => this.run(group)
      const results = await inZone(tz, run).catch((error) =>
        group.map(({ id }) => noCase(id, error)),
      )
      answers.push(...results)
    }
    return answers
  }

  /** The result of one line. */
  async answer(line: string): Promise<string> {
    return (await this.answers([line]))[0]!
  }

  private async run(cases: readonly Case[]): Promise<string[]> {
    const now = nowNs()
    const prepared = cases.map((input) => this.prepare(input, now))
    const jobs = prepared.flatMap(({ job }) => (job ? [job] : []))
    const results = await this.trial.run(jobs, now)
    return prepared.map(({ job, render }) => render((job && results.get(job)) ?? NOTHING))
  }

  private prepare(input: Case, now: bigint): Prepared {
    const { id, fault } = input
    try {
      if (fault !== undefined) throw fault
      const point = recordPoint(input, now)
      const script = this.script(input)
      if (script instanceof CompileError) {
        return { render: () => render(id, point, NOTHING, script.message) }
      }
      return {
        job: { script: script.fresh(), point },
        render: (result) => render(id, point, result),
      }
    } catch (error) {
      return { render: () => noCase(id, error) }
    }
  }

  private script(input: Case): Script | CompileError {
    const name = input.main ?? `${input.name || 'script'}.p`
    const source = input.script || input.scripts?.[name]
    if (source === undefined && this.fixed) return this.fixed
    if (input.scripts) return this.compile(name, source ?? '', input.scripts)
    const key = `${name}\n${input.tz ?? ''}\n${source ?? ''}`
    return this.compiled.get(key) ?? this.compile(name, source ?? '', {}, key)
  }

  /** @param key remembers the script under it */
  private compile(
    name: string,
    source: string,
    others: Readonly<Record<string, string>>,
    key?: string,
  ): Script | CompileError {
    const sources = new Map(Object.entries(others)).set(name, source)
    const folder = new ScriptFolder(sources, {
      functions: functionTable,
      patterns: () => PatternScope.builtin().child(),
      services: this.services,
    })
    const script = folder.result(name)
    if (this.compiled.size >= MAX_CACHED) this.compiled.clear()
    if (key !== undefined) this.compiled.set(key, script)
    return script
  }
}

/** A case that is ready to run, and how its result is written. */
interface Prepared {
  readonly job?: Job
  readonly render: (result: Result) => string
}

function render(
  id: unknown,
  point: Point,
  { failure, made }: Result,
  compileError: string | null = null,
): string {
  const json = JSON.stringify
  const head = `"id":${json(id)},"compile_error":${json(compileError)},"run_error":${json(failure ?? null)}`
  const body = typedPoint(point)
  const beside = madePoints('sub_points', made, 'create_point')
  const windows = madePoints('window_points', made, 'point_window')
  // Last, as encoding adds a status that the script took away.
  const line = json(encodeLine(point).trimEnd())
  return `{${head},${body}${beside}${windows},"lineproto":${line}}`
}

/** Points made beside the record, when there are any. */
function madePoints(member: string, made: readonly MadePoint[], by: MadePoint['by']): string {
  const points = made.filter((one) => one.by === by)
  if (points.length === 0) return ''
  const texts = points.map(
    ({ category, point }) => `{"category":"${category}",${typedPoint(point)}}`,
  )
  return `,"${member}":[${texts.join(',')}]`
}

/** Lines that are run together when they are there at once. */
const TOGETHER = 64

/** Answers every line of `input` on `output`, waiting whenever the reader is slow. */
export async function answerLines(
  input: Readable,
  output: Writable,
  runner: CaseRunner,
): Promise<void> {
  let rest = ''
  input.setEncoding('utf8')
  for await (const piece of input as AsyncIterable<string>) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop()!
    await write(output, runner, lines)
  }
  await write(output, runner, [rest])
}

async function write(
  output: Writable,
  runner: CaseRunner,
  lines: readonly string[],
): Promise<void> {
  const cases = lines.filter((line) => line.trim() !== '')
  for (let at = 0; at < cases.length; at += TOGETHER) {
    const results = await runner.answers(cases.slice(at, at + TOGETHER))
    if (!output.write(`${results.join('\n')}\n`)) await once(output, 'drain')
  }
}
