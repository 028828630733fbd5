// Asks the engine whenever the work changes: a single key at once, keys that follow each other soon after the last one. Only
// the newest question counts.
import { useEffect } from 'preact/hooks'
import { ApiError, reasonOf } from '../api/client.js'
import { tryScript } from './engine.js'
import { requestOf } from './request.js'
import { dispatch, playground, type State } from './state.js'

/** Keys that follow each other faster are one change, */
const PAUSE_MS = 20
/** but a key that comes this long after the last question need not wait. */
const QUIET_MS = 60
/** A server that did not answer is asked again. */
const AGAIN_MS = 2000

/** Follows the state itself, not its renders: they come a frame later. */
export function useTrial(): void {
  useEffect(followWork, [])
}

/** @returns what ends it */
function followWork(): () => void {
  let aborting = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = playground.value.work
  let askedAt = 0
  const stop = () => {
    clearTimeout(timer)
    aborting.abort()
  }
  const askIn = (ms: number) => {
    stop()
    aborting = new AbortController()
    const { signal } = aborting
    const ask = async () => {
      askedAt = performance.now()
      const again = await askEngine(playground.value, signal)
      if (again && !signal.aborted) askIn(AGAIN_MS)
    }
    // Not by a timer of 0: what changed would be drawn first, and that takes as long as half of the answer.
    if (ms === 0) void ask()
    else timer = setTimeout(() => void ask(), ms)
  }
  const follow = () => {
    const { work } = playground.value
    if (work === asked) return
    asked = work
    askIn(performance.now() - askedAt > QUIET_MS ? 0 : PAUSE_MS)
  }
  askIn(0)
  const unsubscribe = playground.subscribe(follow)
  return () => {
    unsubscribe()
    stop()
  }
}

/** @returns whether the same question may be answered later */
async function askEngine({ work, records }: State, signal: AbortSignal): Promise<boolean> {
  const now = `${Date.now()}000000`
  const texts = records.map(({ text }) => text)
  try {
    const request = await requestOf(work, texts, now)
    const answer = await tryScript({ ...request, explain: [], warnings: false }, signal)
    if (!signal.aborted) dispatch({ type: 'answered', trial: { work, records, answer, now } })
    return false
  } catch (error) {
    if (!signal.aborted) dispatch({ type: 'unanswered', problem: reasonOf(error) })
    return !(error instanceof ApiError) || error.status >= 500 || error.status === 429
  }
}
