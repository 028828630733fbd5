// What lines cost in a server that has run the script for a while. Whatever runs first pays for the engine getting ready
// (V8 makes machine code of a pattern at its second match), so the lines run a few times more, unwatched, and the least
// counts. Apart from the trial: the results need not wait for it.
import { useEffect } from 'preact/hooks'
import { useStore } from '../state/store.js'
import { tryScript } from './engine.js'
import { MOST_RECORDS } from './records.js'
import { requestOf } from './request.js'
import { type Costs, dispatch, playground, type Trial } from './state.js'

/** What the next key changes is not measured: its results would have to wait. */
const TYPING_MS = 150
const MOST_PASSES = 5
/** Of many lines, those before have made the engine ready for those behind. */
const ENOUGH_RUNS = 200
/** Characters; a request has room for four times as many. */
const MOST_TEXT = 250_000

export function useCosts(): void {
  const { trial } = useStore(playground)
  useEffect(() => {
    if (!trial) return undefined
    const aborting = new AbortController()
    const timer = setTimeout(() => void measure(trial, aborting.signal), TYPING_MS)
    return () => {
      clearTimeout(timer)
      aborting.abort()
    }
  }, [trial])
}

async function measure(trial: Trial, signal: AbortSignal): Promise<void> {
  const { work, records, now } = trial
  const texts = records.map(({ text }) => text)
  const passes = passesOf(texts)
  const lines = Array.from({ length: passes }, () => texts).flat()
  try {
    const request = await requestOf(work, lines, now)
    const again =
      passes > 0
        ? await tryScript({ ...request, explain: [], warnings: false }, signal)
        : trial.answer
    if (!signal.aborted) dispatch({ type: 'measured', trial, costs: leastOf(trial.answer, again) })
  } catch {
    // The trial says what is wrong with the server; without costs the rest of the results stands.
  }
}

/** How often the lines run; 0 when they are too many. */
function passesOf(texts: readonly string[]): number {
  const passes = Math.min(MOST_PASSES, Math.max(2, Math.floor(ENOUGH_RUNS / texts.length)))
  const chars = texts.reduce((sum, { length }) => sum + length, 0)
  const fits = texts.length * passes <= MOST_RECORDS && chars * passes <= MOST_TEXT
  return fits ? passes : 0
}

/** @param again the same lines several times over */
function leastOf(first: Trial['answer'], again: Trial['answer']): Costs {
  const each = first.results.map(({ costNs }) => costNs)
  again.results.forEach(({ costNs }, i) => {
    const line = i % each.length
    each[line] = Math.min(each[line]!, costNs)
  })
  return { each, compileMs: Math.min(first.compileMs, again.compileMs) }
}
