// point_window and window_hit over the records of a stream: which dropped ones are sent after all.
import { describe, expect, it } from 'vitest'
import type { MadePoint } from '../../src/pipeline/define.js'
import { MAX_BYTES, MAX_STREAMS, Streams } from '../../src/pipeline/functions/support/streams.js'
import type { Point } from '../../src/point/point.js'
import { buildPoint, folderOf, NOW, type Record } from '../support/run-script.js'

const MINUTE = 60_000_000_000n

/** A folder whose script runs on one record after the other, and the messages that are sent after each. */
function running(source: string) {
  const folder = folderOf(source)
  const made: MadePoint[] = []
  const emit = (one: MadePoint) => made.push(one)
  return {
    run(message: string, record: Partial<Record> = {}, now = NOW) {
      const point = buildPoint({ tags: { host: 'a', filepath: 'f' }, ...record, message })
      const { failure, effects = [] } = folder.require('main.p').run(point, now)
      for (const effect of effects) effect(emit)
      return { point, failure, sent: made.splice(0).map((one) => one.point.get('message')) }
    },
    tick: (now: bigint, last = false) => folder.states.tick(now, emit, last),
  }
}

const sentBy = (source: string, messages: string) => {
  const { run } = running(source)
  return [...messages].map((message) => run(message).sent.join(''))
}

describe('a window', () => {
  const HIT = 'if message == "!" {\n window_hit()\n}\n'
  const DROP = 'if message != "+" {\n drop()\n}\n'
  const window = (before: number, after: number) =>
    `point_window(${before}, ${after})\n${HIT}${DROP}`

  it.each([
    [
      'those before and after a hit',
      window(3, 3),
      '01234!567',
      ['', '', '', '', '', '234!', '5', '6', ''],
    ],
    [
      'what comes after the window is kept for the next one',
      window(2, 1),
      '01!234!',
      ['', '', '01!', '', '', '', '34!'],
    ],
    ['a hit in an open window opens it anew', window(1, 2), '!0!123', ['!', '0', '!', '1', '', '']],
    ['nothing before', window(0, 2), '01!23', ['', '', '!', '2', '']],
    ['nothing after: hits have no effect', window(2, 0), '01!23', ['', '', '', '', '']],
    [
      'records that are not dropped count and are not sent twice',
      window(2, 3),
      '0+1!+2',
      ['', '', '', '1!', '', '2'],
    ],
    ['nothing without a hit', window(2, 2), '0123', ['', '', '', '']],
  ])('sends %s', (_, script, messages, sent) => {
    expect(sentBy(script, messages)).toEqual(sent)
  })

  it('belongs to a stream, whose first record decides on its size', () => {
    const script = `point_window(len(filepath), 1, ["host"])\n${HIT}drop()`
    const { run } = running(script)
    const from = (host: string, filepath: string) => ({ tags: { host, filepath } })
    run('0', from('a', 'x'))
    run('1', from('b', 'xxx'))
    run('2', from('a', 'xxx'))
    expect(run('!', from('a', 'xxx')).sent).toEqual(['2', '!'])
    expect(run('!', from('b', 'x')).sent).toEqual(['1', '!'])
  })

  it.each([
    ['a variable', 'stream = message\npoint_window(2, 1, ["stream"])'],
    ['variables by default', 'host = message\nfilepath = pod\npoint_window(2, 1)'],
    ['variables by an empty list', 'host = message\nfilepath = pod\npoint_window(2, 1, [])'],
    ['a tag that a variable names', 'key = "pod"\npoint_window(2, 1, [key])'],
    ['a tag in a list that a variable holds', 'keys = ["pod"]\npoint_window(2, 1, keys)'],
  ])('may belong to the stream of %s', (_, script) => {
    const { run } = running(`${script}\nif len(get_key(filepath)) > 1 {\n window_hit()\n}\ndrop()`)
    const record = (pod: string, filepath: string) => ({ tags: { pod, filepath } })
    run('a', record('a', 'f'))
    run('b', record('b', 'f'))
    expect(run('a', record('a', 'hit')).sent).toEqual(['a', 'a'])
  })

  it('is that of the first call on a record', () => {
    expect(sentBy(`point_window(1, 1)\npoint_window(9, 9)\n${HIT}drop()`, '01!2')).toEqual([
      '',
      '',
      '1!',
      '',
    ])
  })

  it('sends records as they are at their end, with the fields of the end', () => {
    const { run } = running(
      'point_window(2, 1)\nif message == "!" {\n window_hit()\n}\ndrop()\nadd_key(late, 1)\nadd_key(status, "E")',
    )
    run('0')
    const { point } = run('!')
    expect(point.dropped).toBe(true)
    const folder = running('point_window(1, 1)\nwindow_hit()\ndrop()\nadd_key(status, "E")')
    expect(folder.run('x').point.get('status')).toBe('error')
  })

  it('does not stand open for a record whose script fails', () => {
    const { run } = running(
      `point_window(2, 2)\nwindow_hit()\ndrop()\nif message == "!" {\n create_point(1, {}, {})\n}`,
    )
    expect(run('!').sent).toEqual([])
    expect(run('0').sent).toEqual(['0'])
  })

  it.each([
    ['before is no int', 'point_window("1", 1)'],
    ['after is nil', 'point_window(1, nil)'],
    ['stream_tags is a text', 'point_window(1, 1, "host")'],
    ['stream_tags is nil', 'point_window(1, 1, nil)'],
  ])('is a failure when %s', (_, script) => {
    expect(running(script).run('').failure).toBeDefined()
  })

  it('is let go of when nothing has come for ten minutes or the script goes', () => {
    const { run, tick } = running(window(5, 1))
    run('0')
    tick(NOW + 9n * MINUTE)
    run('1', {}, NOW + 9n * MINUTE)
    tick(NOW + 11n * MINUTE)
    expect(run('!', {}, NOW + 11n * MINUTE).sent).toEqual(['0', '1', '!'])
    run('2', {}, NOW + 11n * MINUTE)
    tick(NOW + 22n * MINUTE)
    expect(run('!', {}, NOW + 22n * MINUTE).sent).toEqual(['!'])
    run('3', {}, NOW + 22n * MINUTE)
    tick(NOW + 22n * MINUTE, true)
    expect(run('!', {}, NOW + 22n * MINUTE).sent).toEqual(['!'])
  })
})

describe('the bounds of all windows', () => {
  const dropped = (message: string): Point => {
    const point = buildPoint({ message })
    point.dropped = true
    return point
  }
  const feed = (streams: Streams, stream: string, message: string, bytes = 1000, hit = false) => {
    const sent: unknown[] = []
    const passage = {
      stream,
      before: 100_000,
      after: 1,
      hit,
      point: dropped(message),
      bytes,
      now: NOW,
    }
    streams.pass(passage, ({ point }) => sent.push(point.get('message')))
    return sent
  }

  it('lets go of the stream that was idle for longest when there are too many', () => {
    const streams = new Streams()
    feed(streams, 'first', '0')
    feed(streams, 'second', '0')
    feed(streams, 'first', '1')
    for (let i = 0; i < MAX_STREAMS - 1; i++) feed(streams, `s${i}`, 'x', 0)
    expect(feed(streams, 'first', '!', 0, true)).toEqual(['0', '1', '!'])
    expect(feed(streams, 'second', '!', 0, true)).toEqual(['!'])
  })

  it('lets go of the oldest records when they are too large, of idle streams first', () => {
    const streams = new Streams()
    const size = MAX_BYTES / 4 - 10_000
    feed(streams, 'idle', '0', size)
    feed(streams, 'idle', '1', size)
    for (const message of '2345') feed(streams, 'busy', message, size)
    expect(feed(streams, 'busy', '!', 0, true)).toEqual(['2', '3', '4', '5', '!'])
    expect(feed(streams, 'idle', '!', 0, true)).toEqual(['!'])
  })
})
