// Points that a script made: beside one record, or out of all of them.
import type { LineResult } from '../../../workbench/contract.js'
import { Entries } from './entries.js'

interface MadePointsProps {
  readonly title: string
  readonly points: LineResult['made']
  /** The clock of the trial. */
  readonly now: string
}

export function MadePoints({ title, points, now }: MadePointsProps) {
  if (points.length === 0) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, and has nothing else that takes the focus
    <section class="made-points" aria-label={title} tabIndex={0}>
      <h3>{title}</h3>
      {points.map((point, i) => (
        <div key={i}>
          <p>
            <b>{point.name}</b> <span class="quiet">{point.category}</span>
          </p>
          <Entries point={point} now={now} />
        </div>
      ))}
    </section>
  )
}
