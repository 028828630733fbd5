// Text to number as Go reads it.
import { describe, expect, it } from 'vitest'
import { toBool, toFloat, toInt } from '../../src/pipeline/grok/convert.js'
import { parseGoInt } from '../../src/util/go-number.js'

describe('int', () => {
  it.each([
    ['42', 42n],
    ['-7', -7n],
    ['+7', 7n],
    ['0', 0n],
    ['-0', 0n],
    ['010', 8n],
    ['08', 0n],
    ['0x1F', 31n],
    ['-0X_ff', -255n],
    ['0b101', 5n],
    ['0o17', 15n],
    ['1_000', 1000n],
    ['0_7', 7n],
    ['1__0', 0n],
    ['_1', 0n],
    ['1_', 0n],
    ['5.000', 5n],
    ['5.', 0n],
    ['5.0.0', 0n],
    ['12.5', 0n],
    ['1e3', 0n],
    ['', 0n],
    [' 5', 0n],
    ['999999999999999', 999999999999999n],
    ['9223372036854775807', 9223372036854775807n],
    ['9223372036854775808', 0n],
    ['-9223372036854775808', -9223372036854775808n],
  ])('%s', (text, value) => expect(toInt(text)).toBe(value))

  it.each([
    ['ff', 16, 64, { value: 255n, ok: true, range: false }],
    ['zz', 36, 64, { value: 1295n, ok: true, range: false }],
    ['12', 2, 64, { value: 0n, ok: false, range: false }],
    ['1_0', 10, 64, { value: 0n, ok: false, range: false }],
    ['128', 10, 8, { value: 127n, ok: false, range: true }],
    ['-129', 10, 8, { value: -128n, ok: false, range: true }],
    ['99999999999999999999x', 10, 64, { value: 2n ** 63n - 1n, ok: false, range: true }],
    ['-18446744073709551616 bytes', 10, 64, { value: -(2n ** 63n), ok: false, range: true }],
    ['18446744073709551615 bytes', 10, 64, { value: 0n, ok: false, range: false }],
    ['0xfffffffffffffffff__', 0, 64, { value: 2n ** 63n - 1n, ok: false, range: true }],
    ['0x', 0, 64, { value: 0n, ok: false, range: false }],
    ['-', 10, 64, { value: 0n, ok: false, range: false }],
  ])('%s in base %i with %i bits', (text, base, bits, answer) => {
    expect(parseGoInt(text, base, bits)).toEqual(answer)
  })
})

describe('float', () => {
  it.each([
    ['1.5', 1.5],
    ['.5', 0.5],
    ['5.', 5],
    ['+0.25', 0.25],
    ['1e3', 1000],
    ['1_0.5_0e1', 105],
    ['1_.5', 0],
    ['1e_3', 0],
    ['0x1p4', 16],
    ['-0X.8p1', -1],
    ['0x1.8', 0],
    ['0x1p-1074', 5e-324],
    ['0x1p-1075', 0],
    ['0x1.8p-1074', 1e-323],
    ['0x1.fffffffffffff8p0', 2],
    ['0x1p1024', 0],
    ['0x_1_0p0', 16],
    ['1e999', 0],
    ['1e-999', 0],
    ['inf', Infinity],
    ['-Infinity', -Infinity],
    ['+INF', Infinity],
    ['NaN', NaN],
    ['-nan', 0],
    ['1,5', 0],
    ['0b1', 0],
    ['', 0],
    ['.', 0],
  ])('%s', (text, value) => expect(toFloat(text)).toBe(value))
})

describe('bool', () => {
  it('takes the six texts of truth', () => {
    expect(['1', 't', 'T', 'true', 'True', 'TRUE'].every(toBool)).toBe(true)
    expect(['tRUE', 'yes', '0', '', ' true'].some(toBool)).toBe(false)
  })
})
