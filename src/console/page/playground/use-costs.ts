// What lines cost in a server that has run the script for a while. Whatever runs first pays for the engine getting ready
// (V8 makes machine code of a pattern at its second match), so the lines run a few times more, unwatched, and the least
// counts. Apart from the trial: the results need not wait for it.
import { useEffect } from 'preact/hooks'
import type { TryAnswer } from '../../../workbench/contract.js'
import { useStore } from '../state/store.js'
import { tryScript } from './engine.js'
import { requestOf } from './request.js'
import { type Costs, dispatch, playground, type Trial } from './state.js'

/** What the next key changes is not measured: its results would have to wait. */
const TYPING_MS = 150
const MOST_PASSES = 5
/** Of many lines the first run again: they have made the engine ready for the others. */
const MOST_LINES = 100
const MOST_TEXT = 100_000

export function useCosts(): void {
  const { trial } = useStore(playground)
  useEffect(() => {
    if (!trial || trial.records.length === 0) return undefined
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
  const texts = firstOf(records.map(({ text }) => text))
  const passes = Math.min(MOST_PASSES, Math.ceil((2 * MOST_LINES) / texts.length))
  const lines = Array.from({ length: passes }, () => texts).flat()
  const request = { ...(await requestOf(work, lines, now)), explain: [], warnings: false }
  // Lines that are too large to run again cost what they did.
  const again = await tryScript(request, signal).catch(() => undefined)
  if (signal.aborted) return
  dispatch({ type: 'measured', trial, costs: leastOf(trial.answer, again, texts.length) })
}

/** One at least. */
function firstOf(texts: readonly string[]): readonly string[] {
  let room = MOST_TEXT
  const end = texts.findIndex((text, i) => {
    room -= text.length
    return i > 0 && (room < 0 || i >= MOST_LINES)
  })
  return end < 0 ? texts : texts.slice(0, end)
}

/** @param again the first so many lines, several times over */
function leastOf(first: TryAnswer, again: TryAnswer | undefined, count: number): Costs {
  const each = first.results.map(({ costNs }) => costNs)
  again?.results.forEach(({ costNs }, i) => {
    const line = i % count
    if (line < each.length) each[line] = Math.min(each[line]!, costNs)
  })
  return { each, compileMs: Math.min(first.compileMs, again?.compileMs ?? first.compileMs) }
}
