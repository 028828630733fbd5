// Where the time of a line went, call by call, as parts of one bar.
import type { StepTrace } from '../../../workbench/contract.js'
import { useWords } from '../state/language.js'
import { duration } from './figures.js'

interface Part {
  readonly call: string
  readonly costNs: number
}

/** Further calls are one part: what is small is not what one looks for. */
const MOST_PARTS = 5

export function CostBar({ steps }: { readonly steps: readonly StepTrace[] }) {
  const words = useWords().playground
  const parts = partsOf(steps)
  const total = parts.reduce((sum, { costNs }) => sum + costNs, 0) || 1
  const percent = (costNs: number) => `${Math.round((costNs / total) * 100)} %`
  return (
    <figure class="cost">
      <div class="cost-bar" aria-hidden="true">
        {parts.map(({ call, costNs }, i) => (
          <i key={call} class={`part-${i}`} style={{ flexGrow: costNs / total }} />
        ))}
      </div>
      <figcaption>
        <span class="unseen">{words.cost}: </span>
        {parts.map(({ call, costNs }, i) => (
          <span key={call} title={duration(costNs)}>
            <i class={`key part-${i}`} aria-hidden="true" />
            {call} {percent(costNs)}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

/** The cost of each function, the dearest first. */
function partsOf(steps: readonly StepTrace[]): readonly Part[] {
  const costs = new Map<string, number>()
  for (const { call, costNs } of steps) costs.set(call, (costs.get(call) ?? 0) + costNs)
  const parts = [...costs].map(([call, costNs]) => ({ call, costNs }))
  parts.sort((a, b) => b.costNs - a.costNs)
  if (parts.length <= MOST_PARTS) return parts
  const rest = parts.slice(MOST_PARTS - 1).reduce((sum, { costNs }) => sum + costNs, 0)
  return [...parts.slice(0, MOST_PARTS - 1), { call: '…', costNs: rest }]
}
