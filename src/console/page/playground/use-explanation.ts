// Asks the engine what ran on the line that is looked at, and what it warns of. Apart from the trial: watching a script and
// looking for warnings take longer than running it, and the costs of the results are those of a script that nobody watches.
import { useEffect, useRef } from 'preact/hooks'
import { useStore } from '../state/store.js'
import { tryScript } from './engine.js'
import { requestOf } from './request.js'
import { dispatch, playground, type Trial } from './state.js'

/** Rows that one only passes with the arrow keys are not asked for, */
const PAUSE_MS = 20
/** nor is what the next key changes: its results would have to wait for it. */
const TYPING_MS = 120

export function useExplanation(): void {
  const { trial, selected } = useStore(playground)
  const explained = useRef<Trial | undefined>(undefined)
  useEffect(() => {
    if (!trial) return undefined
    const pause = explained.current && trial !== explained.current ? TYPING_MS : PAUSE_MS
    explained.current = trial
    const aborting = new AbortController()
    const timer = setTimeout(() => void explain(trial, selected, aborting.signal), pause)
    return () => {
      clearTimeout(timer)
      aborting.abort()
    }
  }, [trial, selected])
}

async function explain(trial: Trial, index: number, signal: AbortSignal): Promise<void> {
  const { work, records, now } = trial
  // The lines before may matter to a script that keeps something between records, those behind do not.
  const lines = records.slice(0, index + 1).map(({ text }) => text)
  try {
    const request = await requestOf(work, lines, now)
    const { results, diagnostics } = await tryScript({ ...request, explain: [index] }, signal)
    if (signal.aborted) return
    const steps = results[index]?.steps
    dispatch({ type: 'explained', trial, diagnostics, explanation: steps && { index, steps } })
  } catch {
    // The trial says what is wrong with the server; without steps the rest of the record stands.
  }
}
