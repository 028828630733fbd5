import { describe, expect, it } from 'vitest'
import { judge, statusText, type Verdict } from '../../src/forward/answers.js'

const NOW = Date.UTC(2026, 0, 1)
const BUSY: Verdict = { do: 'retry', cause: 'busy' }
const SLOW: Verdict = { do: 'retry', cause: 'slow' }
const BROKEN: Verdict = { do: 'retry', cause: 'broken' }

describe('the answer of a Dataway', () => {
  it.each<[number, Verdict]>([
    [200, { do: 'accept' }],
    [204, { do: 'accept' }],
    [299, { do: 'accept' }],
    [301, BROKEN],
    [304, BROKEN],
    [400, { do: 'split', reason: 'http_400' }],
    [401, { do: 'pause' }],
    [403, { do: 'pause' }],
    [407, { do: 'pause' }],
    [404, { do: 'split', reason: 'http_404' }],
    [408, SLOW],
    [413, { do: 'split', reason: 'too_large' }],
    [422, { do: 'split', reason: 'http_422' }],
    [425, BUSY],
    [429, BUSY],
    [499, { do: 'split', reason: 'http_499' }],
    [500, BROKEN],
    [502, BROKEN],
    [503, BUSY],
    [504, SLOW],
    [599, BROKEN],
  ])('%i means %j', (status, verdict) => {
    expect(judge(status, undefined, NOW)).toEqual(verdict)
  })

  it.each<[string, number | undefined]>([
    ['7', 7000],
    [' 120 ', 120_000],
    ['0', 0],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['Wed, 31 Dec 2025 23:00:00 GMT', 0],
    ['-1', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('with Retry-After %j asks for a wait of %s ms', (header, wait) => {
    const verdict = wait === undefined ? BUSY : { ...BUSY, retryAfterMs: wait }
    expect(judge(429, header, NOW)).toEqual(verdict)
    expect(judge(401, header, NOW)).toEqual({ ...verdict, do: 'pause', cause: undefined })
    expect(judge(200, header, NOW)).toEqual({ do: 'accept' })
  })

  it('has a name in metrics', () => {
    expect([200, 429, 599].map(statusText)).toEqual(['OK', 'Too Many Requests', '599'])
  })
})
