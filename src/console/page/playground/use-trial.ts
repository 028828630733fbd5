// Asks the engine whenever the work changes: soon after the last key, and only the newest question counts.
import { useEffect } from 'preact/hooks'
import { ApiError } from '../api/client.js'
import { useStore } from '../state/store.js'
import { tryScript } from './engine.js'
import { requestOf } from './request.js'
import { dispatch, playground, type State } from './state.js'

/** Keys that follow each other faster are one change. */
const PAUSE_MS = 20
/** A server that did not answer is asked again. */
const AGAIN_MS = 2000

export function useTrial(): void {
  const state = useStore(playground)
  const { work, again } = state
  useEffect(() => {
    const aborting = new AbortController()
    const ask = () => void askEngine(playground.value, aborting.signal)
    const timer = setTimeout(ask, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      aborting.abort()
    }
  }, [work])
  useEffect(() => {
    if (!again) return undefined
    const aborting = new AbortController()
    const timer = setInterval(() => void askEngine(playground.value, aborting.signal), AGAIN_MS)
    return () => {
      clearInterval(timer)
      aborting.abort()
    }
  }, [again, work])
}

async function askEngine({ work, records }: State, signal: AbortSignal): Promise<void> {
  const now = `${Date.now()}000000`
  const texts = records.map(({ text }) => text)
  try {
    const request = await requestOf(work, texts, now)
    const answer = await tryScript({ ...request, explain: [] }, signal)
    if (!signal.aborted) dispatch({ type: 'answered', trial: { work, records, answer, now } })
  } catch (error) {
    if (signal.aborted) return
    const isRefused = error instanceof ApiError && error.status < 500 && error.status !== 429
    dispatch({ type: 'unanswered', problem: (error as Error).message, again: !isRefused })
  }
}
