// Random expressions on random texts: an explanation says matched where the pattern matches, and where not it names a piece
// that stands in the pattern, at a place that stands in the text.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { expandPattern, PatternScope } from '../../src/pipeline/grok/expand.js'
import { explainGrok } from '../../src/pipeline/grok/explain.js'
import { compileGrok } from '../../src/pipeline/grok/matcher.js'
import { splitPattern } from '../../src/pipeline/grok/pieces.js'

const ATOMS = String.raw`a bc k . .* .*? [ab] [^a]+ \w \S+ \b ^ $ \z (?i) (?s) [[:upper:]] \pL \[ \Qa.b\E \x{6b} %{INT:n} %{WORD} %{DATE:d} %{own:o}`
const REPEATS = ['', '', '', '*', '+', '?', '*?', '{2}', '{0,2}', '{1,}']

const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    { weight: 4, arbitrary: fc.constantFrom(...ATOMS.split(' ')) },
    fc.array(tie('expression'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
    fc
      .tuple(
        fc.constantFrom('(', '(?:', '(?i:', '(?P<g>'),
        fc.array(tie('expression'), { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...REPEATS),
      )
      .map(([open, all, repeat]) => `${open}${all.join('|')})${repeat}`),
  ),
}))
const text = fc
  .array(fc.constantFrom(...'aaabbck AK[.\n_12/', 'ä', '😀'), { maxLength: 12 })
  .map((characters) => characters.join(''))

const scope = PatternScope.builtin().child()
scope.define('own', 'a(?:%{INT}|b)+c')

it('explains whatever a pattern and a text may be', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(expression, text, (pattern, subject) => {
      const matched = compileGrok(pattern, scope, { trim: true }).exec(subject) !== null
      const told = explainGrok(pattern, scope, subject)
      expect(told.matched).toBe(matched)
      expect(told.failed === undefined).toBe(matched)
      expect(0 <= told.from && told.from <= told.to && told.to <= subject.length).toBe(true)
      if (told.failed === undefined) return
      const { piece, start, end, expected, found } = told.failed
      expect(pattern.slice(start, end)).toBe(piece)
      expect(piece).not.toBe('')
      expect(expected).not.toBe('')
      expect(found).not.toBe('')
    }),
    { numRuns: 400 },
  )
})

it('the pieces of a pattern are the pattern, but for bars and flags', () => {
  fc.assert(
    fc.property(expression, (pattern) => {
      const branches = splitPattern(pattern)
      const pieces = branches.flatMap((branch) => branch.pieces.map(({ text }) => text))
      const bare = pattern.replaceAll(/\(\?[is]\)/g, '')
      const level = branches.length - 1
      const joined = pieces.join('').replaceAll(/\(\?[is]\)/g, '')
      expect(joined.length + level).toBe(bare.length)
      expect(() => expandPattern(pattern, scope)).not.toThrow()
    }),
    { numRuns: 400 },
  )
})
