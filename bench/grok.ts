// The document's grok alone, against the bare expression with numbered groups, and against node-grok and
// grok-js where they have been installed (`npm run bench -- peers` does that, in a scratch folder: they need a compiler).
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { PatternScope } from '../src/pipeline/grok/expand.js'
import { compileGrok, javascriptOf } from '../src/pipeline/grok/matcher.js'
import { DOCUMENT_GROK, logLines } from './corpus.js'
import { machine, measure, perSecond, table, type Variant } from './measure.js'

const COUNT = 10_000
export const PEERS = resolve('.build/peers')

interface PeerPattern {
  parseSync(text: string): Record<string, string> | null
}

export function benchGrok(): void {
  const lines = logLines(COUNT)
  const matcher = compileGrok(DOCUMENT_GROK, PatternScope.builtin(), { trim: true })
  const bare = new RegExp(javascriptOf(matcher.source), 'u')
  const variants: Variant[] = [
    {
      name: 'bare RegExp.exec, numbered groups',
      count: COUNT,
      run: () => every(lines, (l) => bare.exec(l)?.length ?? 0),
    },
    {
      name: 'logfwdserver grok',
      count: COUNT,
      run: () => every(lines, (l) => matcher.exec(l)?.length ?? 0),
    },
  ]
  check(
    lines,
    (line) => Object.fromEntries(matcher.names.map((name, i) => [name, matcher.exec(line)![i]])),
    bare,
  )
  for (const peer of ['node-grok', 'grok-js']) variants.push(...peerVariant(peer, lines))
  const timings = measure(variants)
  const [base, own] = [timings[0]!.ns, timings[1]!.ns]
  const rows = timings.map((t) => [
    t.name,
    t.ns.toFixed(0),
    perSecond(t.ns),
    `${(t.ns / base).toFixed(2)} ×`,
    `${(t.ns / own).toFixed(1)} ×`,
  ])
  console.log(`## The document's grok alone\n\n${machine()}\n`)
  console.log(table(['variant', 'ns/line', 'lines/s', 'to bare exec', 'to logfwdserver'], rows))
}

function every(lines: readonly string[], work: (line: string) => number): number {
  let sum = 0
  for (const line of lines) sum += work(line)
  return sum
}

/** Every line must give the seven captures that the bare expression finds. */
function check(
  lines: readonly string[],
  run: (line: string) => Record<string, unknown>,
  bare: RegExp,
): void {
  for (const line of lines) {
    const captures = run(line)
    const found = bare.exec(line)
    if (!found || Object.values(captures).some((value) => !found.includes(String(value)))) {
      throw new Error(`wrong captures for ${line}: ${JSON.stringify(captures)}`)
    }
    if (Object.keys(captures).length !== 7) throw new Error('the document names seven captures')
  }
}

function peerVariant(name: string, lines: readonly string[]): Variant[] {
  if (!existsSync(resolve(PEERS, 'node_modules', name))) {
    console.error(`${name} is not installed: npm run bench -- peers`)
    return []
  }
  const peer = createRequire(resolve(PEERS, 'index.js'))(name) as {
    loadDefaultSync(): { createPattern(expression: string): PeerPattern }
  }
  const pattern = peer.loadDefaultSync().createPattern(DOCUMENT_GROK)
  for (const line of lines.slice(0, 50)) {
    if (pattern.parseSync(line)?.method_name !== /\[([^\s,]+),\d+\]/.exec(line)?.[1]) {
      throw new Error(`${name} gives another answer for ${line}`)
    }
  }
  const few = lines.slice(0, 200)
  return [
    {
      name,
      count: few.length,
      run: () => every(few, (l) => Object.keys(pattern.parseSync(l) ?? {}).length),
    },
  ]
}
