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
])('%s', (_name, script, fields) => {
  const { point } = runScript(script, { message: '' })
  for (const [key, value] of Object.entries(fields)) expect(point.get(key)).toBe(value)
})
