// The example of the README, run as it stands there, and the library's promises.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as library from '../src/index.js'

const { compile, CompileError, encodeLine, Point } = library

/** Runs an example of a README in place: its import becomes the argument, its prints are gathered. */
function runExample(file: string): { printed: string[]; wanted: string[] } {
  const text = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
  const code = /```ts\n([\s\S]*?)```/.exec(text)![1]!
  const body = code.replace(/^import \{(.*)\} from 'logfwdserver'$/m, 'const {$1} = library')
  const printed: string[] = []
  const print = { log: (line: unknown) => printed.push(String(line).trimEnd()), error: print2 }
  function print2(line: unknown): void {
    throw new Error(String(line))
  }
  new Function('library', 'console', body)(library, print)
  const wanted = [...code.matchAll(/^\/\/ (.*)$/gm)].map((match) => match[1]!)
  return { printed, wanted }
}

describe('the library', () => {
  it.each(['README.md', 'README.zh-CN.md'])('does what the example of %s says', (file) => {
    const { printed, wanted } = runExample(file)
    expect(printed).toEqual(wanted)
    expect(wanted).not.toEqual([])
  })

  it('says where a script is wrong and what was meant', () => {
    const wrong = () => compile('a = 1\ngrokk(_, "x")', { file: 'my.p' })
    expect(wrong).toThrow(CompileError)
    expect(wrong).toThrow(/^my\.p:2:1: error PL201: .*\n.*"?grok"?/)
  })

  it('takes patterns and other scripts of the folder', () => {
    const script = compile('use("other.p")\ngrok(_, "%{SKU:sku}")', {
      patterns: { SKU: '[A-Z]-\\d+' },
      scripts: { 'other.p': 'add_key(seen, true)' },
    })
    const point = new Point('shop', 1n)
    point.set('message', 'sold A-7')
    expect(script.run(point)).toEqual({})
    expect(encodeLine(point)).toBe('shop message="sold A-7",seen=true,sku="A-7",status="info" 1\n')
  })

  it('hands out the points that a script makes, at once and with time', () => {
    const script = compile(`create_point("hits", {}, {"n": 1})
agg_create("all", "10s")
agg_metric("all", "total", "sum", ["app"], "n")`)
    const point = new Point('shop', 1n)
    for (const [key, value] of [
      ['app', 'a'],
      ['n', 2n],
    ] as const)
      point.set(key, value)
    const made = library.settle(script.run(point, 1n))
    expect(made.map(({ category, point }) => encodeLine(point, category))).toEqual([
      'hits n=1i 1\n',
    ])
    const [total] = script.tick(20_000_000_000n)
    expect(total?.point.get('total')).toBe(2)
  })

  it('asks the services it is given', () => {
    const script = compile('geoip(message)', {
      services: { place: () => ({ city: 'Oslo', province: '', country: 'NO', isp: 'x' }) },
    })
    const point = new Point('shop', 1n)
    point.set('message', '192.0.2.1')
    script.run(point)
    expect(point.get('city')).toBe('Oslo')
  })

  it.each([
    ['itself', { 'a.p': 'use("a.p")' }, 'a.p → a.p'],
    [
      'a longer circle',
      { 'a.p': 'use("b.p")', 'b.p': 'use("c.p")', 'c.p': 'use("a.p")' },
      'a.p → b.p → c.p → a.p',
    ],
  ])('names the circle when a script uses %s', (_, scripts, chain) => {
    expect(() => compile(scripts['a.p'], { file: 'a.p', scripts })).toThrow(chain)
  })
})
