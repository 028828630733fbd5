// What the node told in the last 15 minutes. Asked every 2 seconds from the first look at the view on, while the page can be
// seen; the server keeps none of it.

import { type Rates, rates } from '../../../overview/rates.js'
import type { Overview } from '../../../overview/shape.js'
import { getJson, reasonOf } from '../api/client.js'
import { Store } from '../state/store.js'

export interface Sample {
  /** Unix seconds, as the node has them. */
  readonly at: number
  readonly overview: Overview
  /** Since the sample before; undefined for the first one, and after a pause. */
  readonly rates: Rates | undefined
}

const PERIOD_MS = 2000
const KEPT_SECONDS = 15 * 60
/** A pause so long is a gap in the plots. */
const GAP_SECONDS = 10

export const samples = new Store<readonly Sample[]>([])
/** Why there is no answer, in words of the server; undefined while there is one. */
export const trouble = new Store<string | undefined>(undefined)

let polling = false

/** Asks from now on. Idempotent. */
export function keepHistory(): void {
  if (polling) return
  polling = true
  void poll()
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void poll()
  })
}

let timer: ReturnType<typeof setTimeout> | undefined
let asked = false

async function poll(): Promise<void> {
  clearTimeout(timer)
  if (asked || document.hidden) return
  asked = true
  try {
    samples.set(withSample(samples.value, await getJson<Overview>('v1/overview')))
    trouble.set(undefined)
  } catch (error) {
    trouble.set(reasonOf(error))
  } finally {
    asked = false
    timer = setTimeout(() => void poll(), PERIOD_MS)
  }
}

function withSample(held: readonly Sample[], overview: Overview): readonly Sample[] {
  const at = Date.parse(overview.now) / 1000
  const before = held.at(-1)
  const follows = before?.overview.startedAt === overview.startedAt && at - before.at < GAP_SECONDS
  const sample = { at, overview, rates: follows ? rates(before.overview, overview) : undefined }
  return [...held.filter((one) => one.at > at - KEPT_SECONDS), sample]
}

/** What happened in the last so many seconds; undefined before there are two samples. */
export function ratesOver(held: readonly Sample[], seconds: number): Rates | undefined {
  const last = held.at(-1)
  if (!last) return undefined
  const first = held.find(({ at }) => at >= last.at - seconds - 0.5)!
  return first === last ? undefined : rates(first.overview, last.overview)
}
