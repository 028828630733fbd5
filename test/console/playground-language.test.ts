// What the editor sees in a script: tokens of the language as the engine's grammar has them.
import { StringStream } from '@codemirror/language'
import { describe, expect, it } from 'vitest'
import { pipelineParser } from '../../src/console/page/playground/language.js'

/** Tokens of a script with their text, neighbours of one kind as one; what has no name is left out. */
function tokens(script: string): string[] {
  const state = pipelineParser.startState!(2)
  return script.split('\n').flatMap((line) => {
    const stream = new StringStream(line, 2, 2)
    const found: { name: string | null; text: string }[] = []
    while (!stream.eol()) {
      stream.start = stream.pos
      const name = pipelineParser.token(stream, state)
      const last = found.at(-1)
      if (last?.name === name) last.text += stream.current()
      else found.push({ name, text: stream.current() })
    }
    return found.flatMap(({ name, text }) => (name ? [`${name} ${text}`] : []))
  })
}

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['a comment', 'a # b "c"', ['variableName a', 'comment # b "c"']],
  ['keywords in any case', 'IF Elif for', ['keyword IF', 'keyword Elif', 'keyword for']],
  ['names that begin like keywords', 'iffy', ['variableName iffy']],
  ['nil and truth', 'nil TRUE', ['atom nil', 'atom TRUE']],
  ['a call', 'f (x)', ['variableName.function f', 'bracket (', 'variableName x', 'bracket )']],
  ['names of any script', '城市 = 1', ['variableName 城市', 'operator =', 'number 1']],
  ['numbers', '0x1F 1.5e-3 7', ['number 0x1F', 'number 1.5e-3', 'number 7']],
  ['operators', 'a&&b', ['variableName a', 'operator &&', 'variableName b']],
  ['escapes', String.raw`'a\n\x41'`, [`string 'a`, String.raw`escape \n\x41`, `string '`]],
  ['references', '"^%{INT:n:int} x"', ['string "^', 'labelName %{INT:n:int}', 'string  x"']],
  ['a percent sign that begins no reference', '"5%"', ['string "5%"']],
  ['a text without an end ends with its line', '"a\nb', ['string "a', 'variableName b']],
  [
    'an escape at the end of such a line',
    '"a\\n\nb',
    ['string "a', 'escape \\n', 'variableName b'],
  ],
  [
    'a long text over lines, ended by three quotes of any kind',
    `'''a 'b'\n"c """ d`,
    [`string '''a 'b'`, 'string "c """', 'variableName d'],
  ],
  ['a quoted name', '`a b` = 1', ['variableName `a b`', 'operator =', 'number 1']],
]

describe('tokens of a script', () => {
  it.each(CASES)('%s', (_title, script, expected) => {
    expect(tokens(script)).toEqual(expected)
  })
})
