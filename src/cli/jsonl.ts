// `pipeline --jsonl`: one case a line in, one result a line out, in order, streaming.
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { encodeLine } from '../encode/line-protocol.js'
import { CompileError } from '../errors.js'
import { ScriptFolder } from '../pipeline/folder.js'
import { functionTable } from '../pipeline/functions/index.js'
import { PatternScope } from '../pipeline/grok/expand.js'
import type { Script } from '../pipeline/script.js'
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

  /** The result of one line, as a line without its newline. Never throws for what the line holds. */
  answer(line: string): string {
    let input: Case
    try {
      input = JSON.parse(line) as Case
    } catch (error) {
      return JSON.stringify({ id: null, error: `the line is not JSON: ${String(error)}` })
    }
    try {
      return this.run(input)
    } catch (error) {
      return JSON.stringify({ id: input?.id ?? null, error: String(error) })
    }
  }

  private run(input: Case): string {
    const now = nowNs()
    const point = recordPoint(input, now)
    const script = this.script(input)
    if (script instanceof CompileError) return render(input, point, script.message, undefined)
    return render(input, point, undefined, this.trial.run(script, point, now))
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

type PointOf = ReturnType<typeof recordPoint>

function render(
  input: Case,
  point: PointOf,
  compileError: string | undefined,
  runError: string | undefined,
): string {
  const json = JSON.stringify
  const fields = typedFields(point)
  const tags = json(Object.fromEntries(point.tags.sorted()))
  const head = `"id":${json(input.id ?? null)},"compile_error":${json(compileError ?? null)}`
  const state = `"run_error":${json(runError ?? null)},"dropped":${point.dropped}`
  const body = `"name":${json(point.name)},"time_ns":"${point.time}","tags":${tags},"fields":${fields}`
  return `{${head},${state},${body},"lineproto":${json(encodeLine(point).trimEnd())}}`
}

/** Answers every line of `input` on `output`, waiting whenever the reader is slow. */
export async function answerLines(
  input: Readable,
  output: Writable,
  runner: CaseRunner,
): Promise<void> {
  let pending: string[] = []
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue
    pending.push(runner.answer(line))
    if (pending.length < 64 && input.readableLength > 0) continue
    if (!output.write(`${pending.join('\n')}\n`)) await once(output, 'drain')
    pending = []
  }
  if (pending.length > 0) output.write(`${pending.join('\n')}\n`)
}
