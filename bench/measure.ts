// Timing of variants in one process: rounds interleaved, results escaping, medians of rounds; machine and commit printed.
import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'

export interface Variant {
  readonly name: string
  /** Works on every input once; returns something that depends on all the work. */
  run(): unknown
  /** Inputs that one `run` works on. */
  readonly count: number
}

export interface Timing {
  readonly name: string
  /** Median nanoseconds for one input. */
  readonly ns: number
}

/** Results go here, so that no work can be optimised away. */
const last: { result?: unknown } = {}

/** Times the variants in turn, `rounds` times each after a warm-up. */
export function measure(variants: readonly Variant[], rounds = 15, warmUp = 5): Timing[] {
  const samples = variants.map(() => [] as number[])
  for (let round = -warmUp; round < rounds; round++) {
    variants.forEach((variant, i) => {
      const start = performance.now()
      last.result = variant.run()
      if (round >= 0) samples[i]!.push(((performance.now() - start) * 1e6) / variant.count)
    })
  }
  return variants.map((variant, i) => ({ name: variant.name, ns: median(samples[i]!) }))
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** One line on where and when this was measured. */
export function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown'
  return `${cpus().length} × ${model}, Node ${process.version}, commit ${commit()}`
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  } catch {
    return 'unknown'
  }
}

/** Rows as a Markdown table. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, header.map(() => '---'), ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

export function perSecond(ns: number): string {
  return Math.round(1e9 / ns).toLocaleString('en')
}
