// Following folders: by the events of the system where there are any, by looking where there are none.
import { appendFileSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { FolderWatch, POLL_MS, QUIET_MS } from '../../src/reload/folder-watch.js'
import { systemClock } from '../../src/util/clock.js'
import { ManualClock } from '../forward/manual-clock.js'
import { mount, scratch, write } from './folder.js'

const FOLDERS = ['.', 'logging', 'sub/deeper', 'later/than/this']

async function watching(dir: string, clock: ConstructorParameters<typeof FolderWatch>[1]) {
  const changed = vi.fn(async () => {})
  const folders = async () => FOLDERS.map((name) => join(dir, name))
  const args = clock === systemClock ? [] : [noEvents]
  const watch = new FolderWatch({ folders, changed }, clock, ...args)
  await watch.start()
  onTestFinished(() => watch.stop())
  return { watch, changed }
}

function noEvents(): never {
  throw new Error('this file system has no events')
}

const WAIT = { timeout: 4000, interval: 20 }

/** Inotify watches of this process. */
function watches(): number {
  const texts = readdirSync('/proc/self/fdinfo').map((name) => {
    try {
      return readFileSync(`/proc/self/fdinfo/${name}`, 'utf8')
    } catch {
      return ''
    }
  })
  return texts.join('\n').match(/^inotify wd/gm)?.length ?? 0
}

describe('events', () => {
  it.each<[string, (dir: string) => unknown]>([
    ['a file that is written', (dir) => write(dir, { 'a.p': 'two' })],
    ['a file that is appended to', (dir) => appendFileSync(join(dir, 'logging/b.p'), 'two')],
    ['a new file', (dir) => write(dir, { 'sub/deeper/c.p': 'one' })],
    ['a new folder', (dir) => write(dir, { 'later/than/this/c.p': 'one' })],
    ['a file that is deleted', (dir) => rmSync(join(dir, 'a.p'))],
    ['a file renamed over another', (dir) => renameSync(join(dir, 'new'), join(dir, 'a.p'))],
    ['a folder that goes', (dir) => rmSync(join(dir, 'logging'), { recursive: true })],
  ])('tell of %s, once', async (_, change) => {
    const dir = scratch()
    write(dir, { 'a.p': 'one', 'logging/b.p': 'one', new: 'two', 'sub/deeper/x.p': 'one' })
    const { changed } = await watching(dir, systemClock)
    change(dir)
    await vi.waitFor(() => expect(changed).toHaveBeenCalled(), WAIT)
    expect(changed).toHaveBeenCalledTimes(1)
  })

  it('tell of the swapped link of a ConfigMap, also after the first time', async () => {
    const dir = scratch()
    let version = mount(dir, { 'a.p': 'one', 'logging/b.p': 'one' })
    const { changed } = await watching(dir, systemClock)
    for (const times of [1, 2, 3]) {
      version = mount(dir, { 'a.p': 'one', 'logging/b.p': `text ${times}` }, version)
      await vi.waitFor(() => expect(changed.mock.calls.length).toBeGreaterThanOrEqual(times), WAIT)
    }
  })

  it('need no more watchers, however often folders come and go', async () => {
    const dir = join(scratch(), 'pipeline')
    write(dir, { 'logging/b.p': '' })
    const before = watches()
    const { watch, changed } = await watching(dir, systemClock)
    const open = watches()
    expect(open).toBeGreaterThan(before)
    for (const times of [1, 2, 3]) {
      rmSync(dir, { recursive: true })
      const calls = changed.mock.calls.length
      await vi.waitFor(() => expect(changed.mock.calls.length).toBeGreaterThan(calls), WAIT)
      write(dir, { 'logging/b.p': String(times) })
      await vi.waitFor(() => expect(changed.mock.calls.length).toBeGreaterThan(calls + 1), WAIT)
    }
    expect(watches()).toBe(open)
    watch.stop()
    expect(watches()).toBe(before)
  }, 10_000)
})

describe('without events', () => {
  /** Lets time pass until it is so. */
  async function pass(clock: ManualClock, ms: number, until: () => boolean) {
    while (!until()) {
      clock.advance(ms)
      await turn()
    }
  }

  it('a look now and then finds what has changed, also a folder that appears later', async () => {
    const dir = join(scratch(), 'pipeline')
    const clock = new ManualClock()
    const { changed } = await watching(dir, clock)
    for (const times of [1, 2]) {
      write(dir, { 'a.p': String(times) })
      await pass(clock, POLL_MS, () => changed.mock.calls.length >= times)
    }
    expect(changed).toHaveBeenCalledTimes(2)
  })

  it('a file counts when it is whole: when it looks the same after a while', async () => {
    const dir = scratch()
    const clock = new ManualClock()
    const { changed } = await watching(dir, clock)
    clock.advance(POLL_MS)
    for (const part of ['one', 'two', 'three']) {
      appendFileSync(join(dir, 'a.p'), part)
      clock.advance(QUIET_MS)
      await clock.waitedFor(QUIET_MS)
      expect(changed).not.toHaveBeenCalled()
    }
    await pass(clock, QUIET_MS, () => changed.mock.calls.length > 0)
    expect(changed).toHaveBeenCalledTimes(1)
  })

  it('what changes while it is read is read again', async () => {
    const dir = scratch()
    const clock = new ManualClock()
    const { changed } = await watching(dir, clock)
    changed.mockImplementationOnce(async () => write(dir, { 'a.p': 'three' }))
    write(dir, { 'a.p': 'two' })
    await pass(clock, POLL_MS, () => changed.mock.calls.length >= 2)
    expect(changed).toHaveBeenCalledTimes(2)
  })
})
