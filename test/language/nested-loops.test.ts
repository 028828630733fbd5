// Found by fuzzing: four hundred loops inside each other took six seconds to compile, as each assignment of the name looked
// through the variables of all loops around it.
import { expect, test } from 'vitest'
import { emit } from '../../src/pipeline/language/emit.js'
import { parse } from '../../src/pipeline/language/parse.js'

const codeOf = (source: string): string => emit(parse(source), new Map()).code

test.each([
  ['loops over one name', 'for x in [1] {\n', '\n}'],
  ['blocks that begin by setting one name', 'if true {\nx = 1\n', '\n}'],
])('nested %s make code that grows with their number, not with its square', (_, open, close) => {
  const nested = (depth: number) => codeOf(open.repeat(depth) + close.repeat(depth))
  expect(nested(100).length).toBeLessThan(2.2 * nested(50).length)
})
