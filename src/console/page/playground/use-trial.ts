// Asks the engine whenever the work changes: soon after the last key, and only the newest question counts.
import { useEffect } from 'preact/hooks'
import { useStore } from '../state/store.js'
import { tryScript } from './engine.js'
import { dispatch, playground, type State } from './state.js'
import { tagsOf } from './work.js'

/** Keys that follow each other faster are one change. */
const PAUSE_MS = 20
/** A server that did not answer is asked again. */
const AGAIN_MS = 2000

export function useTrial(): void {
  const state = useStore(playground)
  const { work, selected, problem } = state
  useEffect(() => {
    const aborting = new AbortController()
    const ask = () => void askEngine(playground.value, aborting.signal)
    const timer = setTimeout(ask, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      aborting.abort()
    }
  }, [work, selected])
  useEffect(() => {
    if (problem === undefined) return undefined
    const aborting = new AbortController()
    const timer = setInterval(() => void askEngine(playground.value, aborting.signal), AGAIN_MS)
    return () => {
      clearInterval(timer)
      aborting.abort()
    }
  }, [problem, work])
}

async function askEngine({ work, records, selected }: State, signal: AbortSignal): Promise<void> {
  const now = `${Date.now()}000000`
  const request = {
    script: work.script,
    name: `${work.name}.p`,
    lines: records.map(({ text }) => text),
    source: work.source || work.name,
    tags: tagsOf(work.tags),
    now,
    explain: records.length > 0 ? [selected] : [],
  }
  try {
    const answer = await tryScript(request, signal)
    if (!signal.aborted) dispatch({ type: 'answered', trial: { work, records, answer, now } })
  } catch (error) {
    if (!signal.aborted) dispatch({ type: 'unanswered', problem: (error as Error).message })
  }
}
