// What a Dataway, or something on the way to it, can answer: each row against a real server on a real connection.
import { describe, expect, it } from 'vitest'
import type { Fault } from '../../src/dataway/faults.js'
import { messagesOf, startDataway, startForwarder } from './setup.js'

const NEVER = Number.POSITIVE_INFINITY
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n'
const FAST = { timeoutMs: 300 }

describe('records are sent again after', () => {
  it.each<[string, Fault]>([
    ['an answer that never comes', { status: 200, delayMs: NEVER }],
    ['a connection closed without an answer', { status: 'reset' }],
    ['half a head', { status: 'reset', raw: 'HTTP/1.1 200 OK\r\nConte' }],
    ['half a head that goes no further', { status: 200, raw: 'HTTP/1.1 200 OK\r\nConte' }],
    [
      'half an answer that is no success',
      { status: 'reset', raw: `${HEAD.replace('200 OK', '503 X')}abc` },
    ],
    [
      'a reset behind an interim answer',
      { status: 'reset', raw: 'HTTP/1.1 102 Processing\r\n\r\n' },
    ],
    ['a 100 that nobody asked for', { status: 200, raw: 'HTTP/1.1 100 Continue\r\n\r\n' }],
    [
      'interim answers without a final one',
      { status: 200, raw: 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(3) },
    ],
    [
      'another protocol',
      {
        status: 200,
        raw: 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
      },
    ],
    ['something that is no HTTP', { status: 'reset', raw: 'SSH-2.0-OpenSSH_9.6\r\n' }],
    [
      'a head without end',
      { status: 'reset', raw: `HTTP/1.1 200 OK\r\nX-Much: ${'x'.repeat(70_000)}` },
    ],
    ['a redirect, which is not followed', { status: 308, headers: { location: '/elsewhere' } }],
    ['a status that nobody knows', { status: 599 }],
    ['a Retry-After that says nothing', { status: 503, headers: { 'retry-after': 'later' } }],
    [
      'a Retry-After in the past',
      { status: 429, headers: { 'retry-after': 'Wed, 01 Jan 2020 00:00:00 GMT' } },
    ],
    ['proxy credentials that are refused', { status: 407 }],
  ])('%s', async (_, fault) => {
    const dataway = await startDataway()
    dataway.fail({ ...fault, times: 2 })
    const { send, buffer } = await startForwarder([dataway.url], FAST)
    send(['one', 'two'])
    await dataway.until(({ points }) => points === 2)
    expect(messagesOf(dataway)).toEqual(['one', 'two'])
    expect(dataway.requests().map(({ url }) => url.split('?')[0])).toEqual(
      Array(3).fill('/v1/write/logging'),
    )
    await expect.poll(() => buffer.state.count).toBe(0)
  })
})

describe('records have arrived with', () => {
  const taken = { takes: true } as const
  it.each<[string, Fault]>([
    ['a success that tells of an error', { ...taken, status: 200, body: '{"error_code":"x"}' }],
    ['a success without a body', { ...taken, status: 204 }],
    ['a success whose body breaks off', { ...taken, status: 'reset', raw: `${HEAD}abc` }],
    ['a success whose body never ends', { ...taken, status: 200, raw: `${HEAD}abc` }],
    ['a success with a long body', { ...taken, status: 200, body: 'x'.repeat(1_000_000) }],
    [
      'a success behind an interim answer',
      { ...taken, status: 200, raw: `HTTP/1.1 103 Early Hints\r\n\r\n${HEAD}0123456789` },
    ],
  ])('%s', async (_, fault) => {
    const dataway = await startDataway()
    dataway.fail({ ...fault, times: 1 })
    const { send, buffer } = await startForwarder([dataway.url], FAST)
    send(['one'])
    await expect.poll(() => buffer.state.count).toBe(0)
    send(['two'])
    await dataway.until(({ points }) => points === 2)
    expect(messagesOf(dataway)).toEqual(['one', 'two'])
    expect(dataway.counts.requests).toBe(2)
  })
})
