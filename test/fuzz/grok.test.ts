// Random lines against every built-in grok pattern: the JavaScript translation, with its shortcuts, and a port of Go's
// engine, which reads the expression as it was written, find the same captures.
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { RE2JS } from 're2js'
import { expect, it } from 'vitest'
import { expandPattern, PatternScope } from '../../src/pipeline/grok/expand.js'
import { keepGroups } from '../../src/pipeline/grok/go-regexp-keep.js'
import { parseGoRegexp } from '../../src/pipeline/grok/go-regexp-parse.js'
import { javascriptSearch } from '../../src/pipeline/grok/javascript-engine.js'
import { builtinPatterns } from '../../src/pipeline/grok/library.js'
import { compileGrok } from '../../src/pipeline/grok/matcher.js'
import { LineSource } from './lines.js'
import { Random } from './random.js'
import { runs, seed, timeout } from './runs.js'

const scope = PatternScope.builtin()
const lines = runs(500)

/** A run by hand may be stopped and go on: patterns that this file names have passed. */
const ledger = process.env.FUZZ_LEDGER
const passed = new Set(
  ledger !== undefined && existsSync(ledger)
    ? readFileSync(ledger, 'utf8')
        .split('\n')
        .map((line) => line.split(' ')[0]!)
    : [],
)

/** `2/3`: of every three patterns the second, for several processes. */
const [part = 1, parts = 1] = (process.env.FUZZ_PART ?? '').split('/').filter(Boolean).map(Number)
const names = [...builtinPatterns.keys()].filter((_, i) => i % parts === part - 1)

it.for(names)('%s captures the same in both engines', { timeout }, (name, { skip }) => {
  skip(passed.has(name), 'passed in an earlier run')
  const answer = comparison(name)
  const source = new LineSource(parseGoRegexp(goSource(name)).root, new Random(`${name} ${seed}`))
  let matches = 0
  for (let i = 0; i < lines; i++) {
    const line = source.line()
    const { ours, theirs } = answer(line)
    if (!same(ours, theirs)) report(line, answer)
    if (theirs !== null) matches++
  }
  expect(matches, 'lines that match').toBeGreaterThan(0)
  if (ledger !== undefined) appendFileSync(ledger, `${name} ${lines} lines, ${matches} matched\n`)
})

type Captures = readonly unknown[] | null
type Comparison = (line: string) => { ours: Captures; theirs: Captures }

function goSource(name: string): string {
  return expandPattern(`%{${name}:whole}`, scope).source
}

/** What both engines find in a line: the captures that grok gives, and where JavaScript can tell, every group. */
function comparison(name: string): Comparison {
  const source = goSource(name)
  const program = parseGoRegexp(source)
  const matcher = compileGrok(`%{${name}:whole}`, scope, { trim: false })
  const port = RE2JS.compile(withoutNames(source))
  const every = program.names.map((_, index) => index).slice(1)
  const search = javascriptSearch(keepGroups(program, every))
  const groupOf = matcher.names.map((each) => program.names.lastIndexOf(each))
  return (line) => {
    const found = search?.(line, 0)
    const match = port.matcher(line)
    const theirGroups = match.find() ? every.map((index) => match.group(index) ?? '') : null
    const named = theirGroups && groupOf.map((index) => theirGroups[index - 1]!)
    matcher.linear = line.length % 17 === 0 // now and then what takes over on hostile lines
    const ours = matcher.exec(line)
    if (search === undefined) return { ours, theirs: named }
    const groups = found ? found.groups.slice(1).map((text) => text ?? '') : null
    const at = found ? [found.index, found.end] : null
    const theirAt = theirGroups && [match.start(), match.end()]
    return {
      ours: joined(ours, groups, at),
      theirs: joined(named, theirGroups, theirAt),
    }
  }
}

function joined(...parts: readonly Captures[]): Captures {
  return parts.every((part) => part === null) ? null : parts.flatMap((part) => part ?? ['no match'])
}

/** The port does not take one name twice, as Go does; groups are told apart by number. */
function withoutNames(source: string): string {
  return source.replace(/\(\?P<\w+>/g, '(')
}

function same(ours: Captures, theirs: Captures): boolean {
  if (ours === null || theirs === null) return ours === theirs
  return ours.length === theirs.length && ours.every((each, i) => each === theirs[i])
}

/** Fails with the shortest line that still makes the difference. */
function report(line: string, answer: Comparison): never {
  const differs = (text: string) => {
    const { ours, theirs } = answer(text)
    return !same(ours, theirs)
  }
  const shortest = shorten(line, differs)
  const { ours, theirs } = answer(shortest)
  expect({ line: shortest, captures: ours }).toEqual({ line: shortest, captures: theirs })
  throw new Error('the difference went away')
}

function shorten(line: string, stillFails: (text: string) => boolean): string {
  const characters = [...line]
  for (let size = characters.length; size > 0; size >>= 1) {
    for (let at = 0; at + size <= characters.length; ) {
      const less = characters.toSpliced(at, size)
      if (stillFails(less.join(''))) characters.splice(at, size)
      else at++
    }
  }
  return characters.join('')
}
