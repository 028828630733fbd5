// Texts with bytes that are not UTF-8: what functions make of them. A letter stands behind each escape, since the character
// behind a numeric escape is no quote in every version of the language.
import { expect, test } from 'vitest'
import { runScript } from '../support/run-script.js'

test.each([
  [
    'a message quotes them as escapes',
    'add_key(x, "\\xffA\\xe4\\xb8Z")\ndefault_time(x)',
    { pl_msg: 'time convert failed: Could not find format for "\\xffA\\xe4\\xb8Z"' },
  ],
  [
    'cover replaces them where it covers something',
    'add_key(x, "\\xffA\\xffB")\ncover(x, [2, 9223372036854775807])\nadd_key(y, "\\xffA")\ncover(y, [2, 1])',
    { x: '\ufffd***', y: '\udcffA' },
  ],
  [
    'slice_string replaces them',
    'add_key(x, slice_string("\\xffA\\xffB", 0, 2))\nadd_key(y, slice_string("\\xffA", 1, 9))',
    { x: '\ufffdA', y: 'A' },
  ],
  [
    'trim removes all of them where the set has one, or the character that replaces them',
    'add_key(x, "\\xff\\xfeA\\xffZ")\ntrim(x, "Z\\x80A")\nadd_key(y, "\\xffB\\xfe ")\ntrim(y, " \ufffd")',
    { x: '', y: 'B' },
  ],
  [
    'JSON text of lists and maps has the escape of U+FFFD',
    'add_key(x, {"\\xffA": ["a\\xe4\\xb8b"]})\nv = ["\\xffA"]\ntrim(v)',
    { x: '{"\\ufffdA":["a\\ufffd\\ufffdb"]}', v: '["\\ufffdA"]' },
  ],
])('%s', (_name, script, fields) => {
  const { point } = runScript(script, { message: '' })
  for (const [key, value] of Object.entries(fields)) expect(point.get(key)).toBe(value)
})
