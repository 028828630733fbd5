// Records that a Dataway always fails on, though it takes all others: they hold nobody up and are not lost.
import { expect, it } from 'vitest'
import { letterBox } from './letter-box.js'
import { messagesOf, numbered, startDataway, startForwarder } from './setup.js'

const isPoison = ({ body }: { readonly body: Buffer }) => body.includes('poison')

it.each([1, 2, 8])('with %i places, the others arrive', async (maxInFlight) => {
  const dataway = await startDataway()
  dataway.fail({ status: 500, when: isPoison })
  const { send, buffer } = await startForwarder([dataway.url], { maxInFlight })
  const messages = numbered(100)
  send([...messages.slice(0, 30), 'poison', ...messages.slice(30, 50)])
  for (const message of messages.slice(50)) send([message])
  await dataway.until(({ points }) => points === 100)
  expect(messagesOf(dataway)).toEqual(messages)
  expect(buffer.state.count).toBeGreaterThan(0)
})

it.each([500, 504, 'reset'] as const)(
  'that get %s arrive as well when it is over',
  async (status) => {
    const box = letterBox()
    const dataway = await startDataway()
    dataway.fail({ status, when: isPoison })
    const { send, buffer, count } = await startForwarder(
      [dataway.url],
      { maxInFlight: 2 },
      undefined,
      box,
    )
    const messages = numbered(40)
    send([...messages.slice(0, 20), 'poison'])
    for (const message of messages.slice(20)) send([message])
    await dataway.until(({ points }) => points === 40)
    dataway.heal()
    await dataway.until(({ points }) => points === 41)
    await expect.poll(() => buffer.state.count).toBe(0)
    expect(messagesOf(dataway)).toEqual([...messages, 'poison'])
    expect(box.letters).toEqual([])
    expect(await count('logfwdserver_dropped_points_total{reason="http_500"}')).toBe(0)
  },
)

it('that are many go into the dead letters, as few as make room', async () => {
  const box = letterBox()
  const dataway = await startDataway()
  dataway.fail({ status: 500, when: isPoison })
  const { send } = await startForwarder(
    [dataway.url],
    { maxInFlight: 2, maxRawBody: 50 },
    undefined,
    box,
  )
  const messages = numbered(30)
  for (const message of messages) {
    send([`poison ${message}`])
    send([message])
  }
  await dataway.until(({ points }) => points === 30)
  dataway.heal()
  await dataway.until(({ points }) => points + box.letters.length === 60)
  expect(box.letters.length).toBeGreaterThan(0)
  expect(new Set(box.letters.map(({ reason }) => reason))).toEqual(new Set(['http_500']))
  const all = [...messagesOf(dataway), ...box.messages()].sort()
  expect(all).toEqual([...messages, ...messages.map((message) => `poison ${message}`)].sort())
})

it.each([500, 503, 'reset'] as const)('are not taken for such while all get %s', async (status) => {
  const box = letterBox()
  const dataway = await startDataway()
  dataway.fail({ status, times: 100 })
  const { send } = await startForwarder(
    [dataway.url],
    { maxInFlight: 2, maxRetryDelayMs: 2 },
    undefined,
    box,
  )
  const messages = numbered(20)
  for (const message of messages) send([message, `${message} too`])
  await dataway.until(({ points }) => points === 40)
  expect(dataway.counts.requests).toBeLessThanOrEqual(120)
  expect(messagesOf(dataway)).toEqual(messages.flatMap((message) => [message, `${message} too`]))
  expect(box.letters).toEqual([])
})

it('records that a busy Dataway puts off are not sent in parts', async () => {
  const dataway = await startDataway()
  let asked = 0
  dataway.fail({ status: 429, when: ({ body }) => body.includes('big') && asked++ < 12 })
  const { send } = await startForwarder([dataway.url], { maxInFlight: 2 })
  send(['big', 'one', 'two'])
  for (const message of numbered(20)) send([message])
  await dataway.until(({ points }) => points === 23)
  const bodies = dataway.requests().filter(({ body }) => body.includes('big'))
  expect(bodies.every(({ body }) => body.includes('two'))).toBe(true)
})
