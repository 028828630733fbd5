// What the plots show, made of the samples: a line for each series, a value or a gap for each sample.
import type { Rates } from '../../../overview/rates.js'
import { bytesText, durationText, percentText, shortText } from '../state/format.js'
import type { Words } from '../words/words.js'
import type { Sample } from './history.js'

export interface PlotData {
  readonly key: keyof Words['node']['plots']
  readonly series: readonly Series[]
  readonly valueText: (value: number) => string
  /** Marks of the axis are multiples of one of these; of powers of ten when absent. */
  readonly steps?: readonly number[]
  /** The axis reaches it at least. */
  readonly atLeast: number
}

export interface Series {
  readonly label: string
  readonly values: readonly (number | null)[]
}

/** More lines than that nobody tells apart; the rest is one line. */
const MOST_SERIES = 5

/** 1, 2, 5, 10, 20, 50 … 500 of each unit, so that marks are round. */
const BYTE_STEPS = [0, 1, 2, 3, 4].flatMap((unit) =>
  [1, 2, 5, 10, 20, 50, 100, 200, 500].map((count) => count * 1024 ** unit),
)

export function plotsOf(samples: readonly Sample[], words: Words['node']): PlotData[] {
  const byRates = (read: (rates: Rates) => Readonly<Record<string, number>>) =>
    manySeries(samples, (sample) => sample.rates && read(sample.rates), words.others)
  const one = (label: string, read: (sample: Sample) => number | null | undefined): Series[] => [
    { label, values: samples.map((sample) => read(sample) ?? null) },
  ]
  const perSecond = (value: number) => words.perSecond(shortText(value))
  return [
    {
      key: 'rate',
      series: byRates(({ sources }) => record(sources, ({ name, records }) => [name, records])),
      valueText: perSecond,
      atLeast: 1,
    },
    {
      key: 'matchRate',
      series: one(words.matchRate, ({ rates }) => rates?.matchRate),
      valueText: percentText,
      atLeast: 1,
    },
    {
      key: 'cost',
      series: byRates(({ scripts }) => record(scripts, ({ name, core }) => [name, core])),
      valueText: percentText,
      atLeast: 0.001,
    },
    {
      key: 'drops',
      series: byRates(({ drops }) => record(drops, ({ reason, records }) => [reason, records])),
      valueText: perSecond,
      atLeast: 1,
    },
    {
      key: 'answers',
      series: byRates(answersOf),
      valueText: perSecond,
      atLeast: 1,
    },
    {
      key: 'bufferBytes',
      series: one(words.bufferBytes, ({ overview }) => overview.buffer.bytes),
      valueText: bytesText,
      steps: BYTE_STEPS,
      atLeast: 1024,
    },
    {
      key: 'bufferAge',
      series: one(words.bufferAge, ({ overview }) => overview.buffer.oldestSeconds),
      valueText: durationText,
      atLeast: 1,
    },
    {
      key: 'cpu',
      series: one(words.process, ({ rates }) => rates?.cpu),
      valueText: percentText,
      atLeast: 0.01,
    },
    {
      key: 'memory',
      series: one(words.process, ({ overview }) => overview.process.rss),
      valueText: bytesText,
      steps: BYTE_STEPS,
      atLeast: 1024,
    },
  ]
}

/** Answers of all Dataways together. */
function answersOf({ dataways }: Rates): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { answers } of dataways) {
    for (const [answer, value] of Object.entries(answers)) {
      sums[answer] = (sums[answer] ?? 0) + value
    }
  }
  return sums
}

type Named = Readonly<Record<string, number>>

function manySeries(
  samples: readonly Sample[],
  read: (sample: Sample) => Named | undefined,
  others: string,
): Series[] {
  const all = samples.map(read)
  const names = largest(all)
  const shown = new Set(names)
  const series = names.map((label) => ({
    label,
    values: all.map((one) => one && (one[label] ?? 0)),
  }))
  const rest = all.map((one) => one && sumWithout(one, shown))
  if (rest.some((value) => value)) series.push({ label: others, values: rest })
  return series.map(({ label, values }) => ({
    label,
    values: values.map((value) => value ?? null),
  }))
}

/** The names with the largest sums, in the order of the alphabet, so that a line keeps its colour. */
function largest(all: readonly (Named | undefined)[]): string[] {
  const sums = new Map<string, number>()
  for (const one of all) {
    for (const [name, value] of Object.entries(one ?? {})) {
      sums.set(name, (sums.get(name) ?? 0) + value)
    }
  }
  return [...sums]
    .sort(([a, x], [b, y]) => y - x || a.localeCompare(b))
    .slice(0, MOST_SERIES)
    .map(([name]) => name)
    .sort()
}

function sumWithout(values: Named, names: ReadonlySet<string>): number {
  let sum = 0
  for (const [name, value] of Object.entries(values)) if (!names.has(name)) sum += value
  return sum
}

function record<T>(items: readonly T[], entry: (item: T) => [string, number]): Named {
  return Object.fromEntries(items.map(entry))
}
