// Names and texts that would do harm if they got into the generated code, or into the prototype of a map.
import { describe, expect, test } from 'vitest'
import { errorOf, run } from './support.js'

const texts = [
  '"',
  "'",
  '\\',
  '$\u007bp}',
  '*/ //',
  '\u2028\u2029',
  '\u0000',
  '\n});process.exit(1)//',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'prototype',
  'p',
  'at',
  't',
  'v0',
  'undefined',
  '中\udcff',
]

describe.each(texts)('%j', (text) => {
  test('is a variable', () => {
    const script = `\`${text}\` = 1\nif true { \`${text}\` += 1 }\nadd_key(r, \`${text}\`)`
    expect(run(script)).toEqual({ made: { r: 2n }, failure: undefined })
  })

  test('is a key of the point', () => {
    const { made, failure } = run(`add_key(\`${text}\`, 1)\nadd_key(r, \`${text}\`)`)
    expect(failure).toBeUndefined()
    expect(Object.entries(made)).toContainEqual(['r', 1n])
  })

  test('is unknown when nobody set it', () => {
    expect(run(`add_key(r, \`${text}\`)`).made).toEqual({ r: null })
  })

  test('is the key of a map', () => {
    const quoted = `'''${text} '''`
    const script = `k = ${quoted}[:-1]\nm = {}\na = k in m\nm[k] = 5\nadd_key(r, [a, m[k], k in m])`
    expect(run(script).made).toEqual({ r: '[false,5,true]' })
  })

  test('is no function', () => {
    expect(errorOf(`\`${text}\`()`)).toBe('1:1 PL201')
  })
})

test('a text from the script is a text in the code', () => {
  const text = '"+process.exit(1)+"\u2028`$\u007bx}`'
  expect(run(`add_key(r, '''${text} ''')`).made).toEqual({ r: `${text} ` })
})

test('bytes that are no text go through', () => {
  expect(run('add_key(r, "\\xff." + "\\xe4\\xb8\\xad")').made).toEqual({ r: '\udcff.中' })
})
