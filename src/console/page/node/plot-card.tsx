// A plot with its title and its lines in words: the values of now, or of the moment under the pointer; and as a table.
import { useState } from 'preact/hooks'
import { Button } from '../controls/button.js'
import { clockText } from '../state/format.js'
import { useWords } from '../state/language.js'
import type { Sample } from './history.js'
import { Plot } from './plot.js'
import type { PlotData, Series } from './series.js'
import { ValuesTable } from './values-table.js'

interface PlotCardProps {
  readonly plot: PlotData
  readonly samples: readonly Sample[]
  readonly times: readonly number[]
}

export function PlotCard({ plot, samples, times }: PlotCardProps) {
  const words = useWords().node
  const [asTable, setAsTable] = useState(false)
  const [hovered, setHovered] = useState<number>()
  const { key, series, valueText, atLeast, steps } = plot
  const { title, empty } = words.plots[key]
  const index = hovered ?? times.length - 1
  const isEmpty = series.every(({ values }) => values.every((value) => value === null))
  return (
    <section class="card plot-card" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span class="spring" />
        {hovered !== undefined && times[index] !== undefined && (
          <span class="muted number">{clockText(times[index] * 1000).slice(0, 8)}</span>
        )}
        <Button
          kind="quiet"
          icon={asTable ? 'chart' : 'table'}
          pressed={asTable}
          label={words.asTable(title)}
          onClick={() => setAsTable(!asTable)}
        />
      </header>
      {isEmpty ? (
        <p class="plot-empty">{samples.length < 2 ? words.collecting : empty}</p>
      ) : asTable ? (
        <ValuesTable title={title} series={series} times={times} valueText={valueText} />
      ) : (
        <Plot
          times={times}
          series={series}
          valueText={valueText}
          atLeast={atLeast}
          steps={steps}
          onHover={setHovered}
        />
      )}
      {!isEmpty && (
        <ul class="legend">
          {series.map(({ label, values }, i) => (
            <li key={label}>
              <span class={`swatch series-${(i % 6) + 1}`} aria-hidden="true" />
              <span class="legend-name">{label}</span>
              <span class="number">{textOf(values[index], valueText)}</span>
              <span class="unseen">{words.highest(textOf(highest(values), valueText))}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function textOf(value: number | null | undefined, valueText: (value: number) => string): string {
  return value === null || value === undefined ? '–' : valueText(value)
}

function highest(values: Series['values']): number | undefined {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? undefined : Math.max(...known)
}
