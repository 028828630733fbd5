// The scripts that a text uses, in every way in which a script can be named.
import { expect, it } from 'vitest'
import { usedNames } from '../../src/pipeline/used-names.js'

it.each([
  ['use("b.p")', ['b.p']],
  ["use('b.p')", ['b.p']],
  ['use("""b.p""")', ['b.p']],
  ["use('''b.p''')", ['b.p']],
  ['use (\n  "b.p"\n)', ['b.p']],
  ['use("b.p")\nuse("c.p") use("b.p")', ['b.p', 'c.p', 'b.p']],
  ['use(`b.p`)', []],
  ['use(name="b.p")', []],
  ['reuse("b.p")', []],
  ['use("")', []],
])('%j uses %j', (text, names) => {
  expect(usedNames(text)).toEqual(names)
})
