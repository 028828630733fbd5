// Durations and addresses: which texts they are, and what they are worth.
import { describe, expect, it } from 'vitest'
import { parseAddress } from '../../src/util/address.js'
import { formatMilliseconds, parseDuration, parseMilliseconds } from '../../src/util/duration.js'

describe('a duration', () => {
  it.each<[string, bigint | undefined]>([
    ['0', 0n],
    ['10s', 10_000_000_000n],
    ['1m30s', 90_000_000_000n],
    ['30s1m', 90_000_000_000n],
    ['-1.5h', -5_400_000_000_000n],
    ['+.5us', 500n],
    ['1.9ns', 1n],
    ['3µs', 3_000n],
    ['3μs', 3_000n],
    ['9223372036854775807ns', 2n ** 63n - 1n],
    ['9223372036854775808ns', undefined],
    ['', undefined],
    ['10', undefined],
    ['10 s', undefined],
    ['1d', undefined],
    ['s', undefined],
    ['.s', undefined],
  ])('%s', (text, nanoseconds) => {
    expect(parseDuration(text)).toBe(nanoseconds)
  })

  it.each(['300ms', '10s', '1m30s', '12h', '1h1ms', '0s'])('%s comes back as it was', (text) => {
    expect(formatMilliseconds(parseMilliseconds(text)!)).toBe(text)
  })
})

describe('an address', () => {
  it.each<[string, unknown]>([
    ['0.0.0.0:9533', { host: '0.0.0.0', port: 9533 }],
    ['localhost:0', { host: 'localhost', port: 0 }],
    [':9533', { host: '0.0.0.0', port: 9533 }],
    ['[::1]:9529', { host: '::1', port: 9529 }],
    ['::1:9529', undefined],
    ['localhost', undefined],
    ['localhost:', undefined],
    ['localhost:65536', undefined],
    ['http://localhost:80', undefined],
    ['a b:80', undefined],
  ])('%s', (text, address) => {
    expect(parseAddress(text)).toEqual(address)
  })
})
