// `pipeline --jsonl`: one case a line in, one result a line out, in order, streaming.
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { encodeLine } from '../encode/line-protocol.js'
import { CompileError } from '../errors.js'
import { ScriptFolder } from '../pipeline/folder.js'
import { functionTable } from '../pipeline/functions/index.js'
import { PatternScope } from '../pipeline/grok/expand.js'
import type { Job } from '../pipeline/guard.js'
import type { Script } from '../pipeline/script.js'
import type { Point } from '../point/point.js'
import { type RecordInput, recordPoint, typedFields } from './record.js'
import { nowNs, Trial } from './trial.js'

/** One line of standard input. */
interface Case extends RecordInput {
  readonly id?: unknown
  readonly script?: string
  /** Other scripts of the folder by name, for `use`. */
  readonly scripts?: Readonly<Record<string, string>>
  /** Name of the one in `scripts` to run when there is no `script`. */
  readonly main?: string
}

const MAX_CACHED = 1000

export class CaseRunner {
  private readonly trial = new Trial()
  private readonly compiled = new Map<string, Script | CompileError>()

  /**
   * @param fixed script for every case that brings none
   * @param patterns makes the patterns that scripts begin with
   */
  constructor(
    private readonly fixed: Script | undefined,
    private readonly patterns: () => PatternScope = () => PatternScope.builtin().child(),
  ) {}

  /** The results of some lines, each a line without its newline. Never throws for what the lines hold. */
  answers(lines: readonly string[]): string[] {
    const now = nowNs()
    const cases = lines.map((line) => this.prepare(line, now))
    const jobs = cases.flatMap(({ job }) => (job ? [job] : []))
    const failures = this.trial.run(jobs, now)
    return cases.map(({ job, render }) => render(job && failures.get(job)))
  }

  /** The result of one line. */
  answer(line: string): string {
    return this.answers([line])[0]!
  }

  private prepare(line: string, now: bigint): Prepared {
    let id: unknown = null
    try {
      const input = JSON.parse(line) as Case
      id = input.id ?? null
      const point = recordPoint(input, now)
      const script = this.script(input)
      if (script instanceof CompileError) {
        return { render: () => render(id, point, script.message, undefined) }
      }
      return { job: { script, point }, render: (failure) => render(id, point, undefined, failure) }
    } catch (error) {
      const text = JSON.stringify({ id, error: `not a case: ${String(error)}` })
      return { render: () => text }
    }
  }

  private script(input: Case): Script | CompileError {
    const name = input.main ?? `${input.name || 'script'}.p`
    const source = input.script || input.scripts?.[name]
    if (source === undefined && this.fixed) return this.fixed
    if (input.scripts) return this.compile(name, source ?? '', input.scripts)
    const key = `${name}\n${source ?? ''}`
    const known = this.compiled.get(key) ?? this.compile(name, source ?? '', {})
    if (this.compiled.size >= MAX_CACHED) this.compiled.clear()
    this.compiled.set(key, known)
    return known
  }

  private compile(
    name: string,
    source: string,
    others: Readonly<Record<string, string>>,
  ): Script | CompileError {
    const sources = new Map(Object.entries(others)).set(name, source)
    try {
      return new ScriptFolder(sources, functionTable, this.patterns).require(name)
    } catch (error) {
      if (error instanceof CompileError) return error
      throw error
    }
  }
}

/** A case that is ready to run, and how its result is written. */
interface Prepared {
  readonly job?: Job
  readonly render: (failure: string | undefined) => string
}

function render(
  id: unknown,
  point: Point,
  compileError: string | undefined,
  runError: string | undefined,
): string {
  const json = JSON.stringify
  const fields = typedFields(point)
  const tags = json(Object.fromEntries(point.tags.sorted()))
  const head = `"id":${json(id)},"compile_error":${json(compileError ?? null)}`
  const state = `"run_error":${json(runError ?? null)},"dropped":${point.dropped}`
  const body = `"name":${json(point.name)},"time_ns":"${point.time}","tags":${tags},"fields":${fields}`
  return `{${head},${state},${body},"lineproto":${json(encodeLine(point).trimEnd())}}`
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
    const results = runner.answers(cases.slice(at, at + TOGETHER))
    if (!output.write(`${results.join('\n')}\n`)) await once(output, 'drain')
  }
}
