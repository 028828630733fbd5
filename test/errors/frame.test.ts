// The marks stand below the text they mean, whatever the line is made of.
import { describe, expect, test } from 'vitest'
import { formatFrame } from '../../src/errors/frame.js'
import { formatDiagnostic, headline } from '../../src/errors.js'

/** The frame of `text`, in which «» stand around the marked part. */
function frame(text: string, line = 3): string[] {
  const start = text.indexOf('«')
  const length = text.indexOf('»') - start - 1
  return formatFrame({ line, text: text.replace(/[«»]/g, ''), start, length }).split('\n')
}

describe('a frame', () => {
  test.each([
    ['plain text', 'cast(«a», 1)', ['  3 | cast(a, 1)', '           ^']],
    ['a mark of some length', 'a = «nosuch»()', ['  3 | a = nosuch()', '          ^^^^^^']],
    ['a mark at the end of the line', 'a = (1«»', ['  3 | a = (1', '            ^']],
    ['tabs before the mark', '\t\tf(«x»)', ['  3 |         f(x)', '                ^']],
    [
      'wide characters before the mark',
      'f("城市", «x»)',
      ['  3 | f("城市", x)', '                ^'],
    ],
    ['wide characters in the mark', 'f(«城市»)', ['  3 | f(城市)', '        ^^^^']],
    ['an emoji before the mark', '"🚀" «x»', ['  3 | "🚀" x', '           ^']],
    ['a sign of two columns before the mark', '"✅" «x»', ['  3 | "✅" x', '           ^']],
    ['combining marks', '"e\u0301" «x»', ['  3 | "e\u0301" x', '          ^']],
    ['characters that cannot be seen', 'a\u200b = «x»', ['  3 | a\ufffd = x', '           ^']],
    ['a carriage return at the end', '«x» = 1\r', ['  3 | x = 1', '      ^']],
  ])('with %s', (_, text, lines) => {
    expect(frame(text)).toEqual(lines)
  })

  test.each([96, 40, 20, 5])('is at most as wide as it is told: %i columns', (columns) => {
    const text = `${'a'.repeat(60)} wrong ${'b'.repeat(60)}`
    const [line, mark] = formatFrame({ line: 1, text, start: 61, length: 5 }, columns).split('\n')
    const start = mark!.indexOf('^')
    expect(line!.slice(start, start + mark!.trim().length)).toBe('wrong')
    expect(line!.length - '  1 | '.length).toBeLessThanOrEqual(Math.max(columns, 20) + 1)
  })

  test('of a line that fits is not cut, wherever the mark stands', () => {
    expect(frame(`${'a'.repeat(90)}«xyz»`)[0]).toBe(`  3 | ${'a'.repeat(90)}xyz`)
    expect(frame(`${'a'.repeat(20)}«xyz»${'b'.repeat(70)}`)[0]).not.toContain('…')
  })

  test('is moved by a longer line number', () => {
    expect(frame('«x»', 1234)).toEqual(['  1234 | x', '         ^'])
  })

  test.each([
    ['before the mark', `${'a'.repeat(500)}«xyz»`],
    ['behind the mark', `«xyz»${'a'.repeat(500)}`],
    ['on both sides', `${'a'.repeat(500)}«xyz»${'b'.repeat(500)}`],
    ['on both sides, wide', `${'城'.repeat(500)}«xyz»${'市'.repeat(500)}`],
  ])('of a long line is cut %s', (_, text) => {
    const [line, mark] = frame(text) as [string, string]
    expect(line.length).toBeLessThan(110)
    expect(line).toContain('…')
    expect(line).toContain('xyz')
    expect(mark.trimStart()).toBe('^^^')
  })

  test('of a long mark is cut, too', () => {
    const [line, mark] = frame(`a = «"${'x'.repeat(10_000)}"»`) as [string, string]
    expect(line).toMatch(/^ {2}3 \| a = "x+…$/)
    expect(mark.length).toBeLessThan(110)
  })
})

describe('a diagnostic', () => {
  const found = {
    code: 'PL302',
    message: '"Mars" is not a time zone',
    file: 'nginx.p',
    position: { line: 3, column: 20 },
  } as const

  test('has its place, its line and its hint', () => {
    const line = { line: 3, text: 'default_time(time, "Mars")', start: 19, length: 6 }
    expect(formatDiagnostic({ ...found, frame: line, hint: 'use an IANA name' })).toBe(
      [
        'nginx.p:3:20: error PL302: "Mars" is not a time zone',
        '  3 | default_time(time, "Mars")',
        '                         ^^^^^^',
        '  hint: use an IANA name',
      ].join('\n'),
    )
  })

  test('is one line when there is no more to say', () => {
    expect(formatDiagnostic(found)).toBe('nginx.p:3:20: error PL302: "Mars" is not a time zone')
  })

  test('has a headline that quotes no source', () => {
    const line = { line: 3, text: 'secret', start: 0, length: 6 }
    expect(headline({ ...found, frame: line })).toBe(formatDiagnostic(found))
  })
})
