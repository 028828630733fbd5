// Random small expressions: the translated one must find what a port of Go's engine finds in the same text.
import fc from 'fast-check'
import { RE2JS } from 're2js'
import { expect, it } from 'vitest'
import { PatternScope } from '../../src/pipeline/grok/expand.js'
import { RegexpError } from '../../src/pipeline/grok/go-regexp-ast.js'
import { keepGroups } from '../../src/pipeline/grok/go-regexp-keep.js'
import { parseGoRegexp } from '../../src/pipeline/grok/go-regexp-parse.js'
import { javascriptSearch } from '../../src/pipeline/grok/javascript-engine.js'
import { compileGrok } from '../../src/pipeline/grok/matcher.js'
import { compileRegexp } from '../../src/pipeline/grok/regexp.js'

const runs = { numRuns: 600 }

const ATOMS = String.raw`a b c k . .* .*? [ab] [^a] [^\n] \w \W \s \S \b \B ^ $ \A \z (?:) (?i:k) (?i:[a-k]) (?s:.) (?m:^) (?m:$) [[:upper:]] \pL \P{Lu} (?i)`
const REPEATS = ['*', '+', '?', '*?', '+?', '??', '{2}', '{0,2}', '{1,}', '{2,3}?', '{0}']

const { expression } = fc.letrec<{ expression: string; repeated: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 5 },
    { weight: 4, arbitrary: fc.constantFrom(...ATOMS.split(' ')) },
    fc.array(tie('expression'), { maxLength: 3 }).map((parts) => parts.join('')),
    fc
      .array(tie('expression'), { minLength: 2, maxLength: 3 })
      .map((all) => `(?:${all.join('|')})`),
    tie('expression').map((inner) => `(${inner})`),
    tie('repeated'),
  ),
  repeated: fc
    .tuple(tie('expression'), fc.constantFrom(...REPEATS))
    .map(([inner, repeat]) => `(?:${inner})${repeat}`),
}))
const flagged = fc
  .tuple(fc.constantFrom('', '', '', '(?i)', '(?s)', '(?m)', '(?U)'), expression)
  .map(([flags, inner]) => flags + inner)
const text = fc
  .array(fc.constantFrom(...'aaabbck AK\n_1', '\u212a', 'ä', '😀'), { maxLength: 9 })
  .map((characters) => characters.join(''))

/** What the port of Go's engine finds; groups that took no part are empty texts, as grok has it. */
function expected(source: string, subject: string) {
  const matcher = RE2JS.compile(source).matcher(subject)
  if (!matcher.find()) return null
  const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, i) => matcher.group(i) ?? '')
  return { index: matcher.start(), groups }
}

it('finds the same match and groups, or says that it cannot', () => {
  fc.assert(
    fc.property(flagged, text, (source, subject) => {
      const program = parseGoRegexp(source)
      const all = program.names.map((_, index) => index).slice(1)
      const found = javascriptSearch(keepGroups(program, all))
      if (found === undefined) return
      const match = found(subject, 0)
      const answer = match && { index: match.index, groups: match.groups.map((g) => g ?? '') }
      expect(answer).toEqual(expected(source, subject))
    }),
    runs,
  )
})

it('gives the captures of Go through every shortcut and both engines', () => {
  fc.assert(
    fc.property(fc.array(expression, { minLength: 1, maxLength: 4 }), text, (parts, subject) => {
      const source = parts.map((part, i) => (i % 2 ? part : `(?P<g${i}>${part})`)).join('')
      const matcher = compileGrok(source, PatternScope.builtin(), { trim: false })
      const match = RE2JS.compile(source).matcher(subject)
      const answer = match.find() ? matcher.names.map((name) => match.group(name) ?? '') : null
      expect(matcher.exec(subject)).toEqual(answer)
      matcher.linear = true
      expect(matcher.exec(subject)).toEqual(answer)
      matcher.linear = false
    }),
    runs,
  )
})

it('tests and replaces alike on both engines', () => {
  fc.assert(
    fc.property(flagged, text, (source, subject) => {
      const regexp = compileRegexp(source)
      const answers = [false, true].map((linear) => {
        regexp.linear = linear
        return [regexp.test(subject), regexp.replace(subject, '<$1>'), regexp.split(subject)]
      })
      regexp.linear = false
      expect(answers[0]).toEqual(answers[1])
    }),
    runs,
  )
})

it('accepts and refuses what the port does', () => {
  const noise = fc
    .array(
      fc.constantFrom(
        ...String.raw`a b ( ) (?: [ [^ ] { } 2 , * + ? | \ \d - : ^ $ . (?i) (?U: \Q \E \x41 \1 \07 [: :] [:alpha:] \p{L} \pN`.split(
          ' ',
        ),
      ),
      { maxLength: 8 },
    )
    .map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(noise, (source) => {
      fc.pre(!source.includes('[:]')) // the port takes this for a class name, Go does not
      expect(refuses(() => parseGoRegexp(source))).toBe(refuses(() => RE2JS.compile(source)))
    }),
    { numRuns: 2000 },
  )
})

function refuses(compile: () => unknown): boolean {
  try {
    compile()
    return false
  } catch (error) {
    if (error instanceof RegexpError || (error as Error).name.startsWith('RE2JS')) return true
    throw error
  }
}
