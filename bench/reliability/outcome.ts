// What a run found: figures for the table of docs/reliability.md, and the promises that it saw broken.
import { machine, table } from '../measure.js'

export interface Outcome {
  /** The fault that was injected. */
  readonly fault: string
  /** What was counted, in the order of the row. */
  readonly figures: Readonly<Record<string, string | number>>
  /** A sentence for each promise that was broken. */
  readonly broken: readonly string[]
  /** The same for promises of time, which a busy machine can break. */
  readonly late?: readonly string[]
}

/** Sentences of the promises that do not hold. */
export function brokenOf(promises: Readonly<Record<string, boolean>>): string[] {
  return Object.entries(promises)
    .filter(([, holds]) => !holds)
    .map(([sentence]) => sentence)
}

export function report(name: string, { fault, figures, broken, late = [] }: Outcome): void {
  const date = new Date().toISOString().slice(0, 10)
  console.log(`## ${name}: ${fault}\n\n${date}, ${machine()}\n`)
  const rows = Object.entries(figures).map(([figure, value]) => [figure, show(value)])
  console.log(`${table(['figure', 'value'], rows)}\n`)
  const all = Object.entries(figures).map(([figure, value]) => `${figure} ${show(value)}`)
  console.log(`| ${fault} | \`npm run bench -- reliability ${name}\` | ${all.join(', ')} |\n`)
  for (const sentence of [...broken, ...late]) console.log(`BROKEN: ${sentence}`)
}

function show(value: string | number): string {
  if (typeof value === 'string') return value
  return value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0 })
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
