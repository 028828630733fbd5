// A script on lines, one core: point with the line as `message` → script → line protocol.
import { Encoder } from '../src/encode/encoder.js'
import { compile, Point } from '../src/index.js'
import { Tags } from '../src/point/tags.js'
import { perSecond, type Timing, type Variant } from './measure.js'

/** Lines that are encoded to one chunk. */
const BATCH = 100
const NOW = 1659608474000000000n

const TAGS = Tags.of([
  ['host', 'node-1'],
  ['service_name', 'demo'],
])

/** Runs a script on lines; returns the encoded bytes. */
export type RunLines = (lines: readonly string[]) => Uint8Array

export function lineRunner(source: string, file: string): RunLines {
  const script = compile(source, { file })
  const encoder = new Encoder(8 * 1024 * 1024)
  return (lines) => {
    for (const line of lines) {
      const point = new Point('demo', NOW, TAGS)
      point.setField('message', line)
      script.run(point, NOW)
      encoder.add(point)
    }
    return encoder.finish()[0]!.bytes
  }
}

export function variantOf(name: string, lines: readonly string[], run: RunLines): Variant {
  return { name, count: lines.length, run: () => inBatches(lines, run) }
}

function inBatches(lines: readonly string[], run: RunLines): number {
  let bytes = 0
  for (let i = 0; i < lines.length; i += BATCH) bytes += run(lines.slice(i, i + BATCH)).length
  return bytes
}

export const ROW_HEAD = ['script, and line protocol', 'ns/line', 'lines/s', 'to the original']

/** @param original lines/s of the original's engine on such lines, where it was measured */
export function row({ name, ns }: Timing, original: number | undefined): string[] {
  const ratio = original === undefined ? '' : `${(1e9 / ns / original).toFixed(1)} ×`
  return [name, ns.toFixed(0), perSecond(ns), ratio]
}
