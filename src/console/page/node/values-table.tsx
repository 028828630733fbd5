// The values of a plot as a table: the newest first, at steps that people can read.
import { clockText } from '../state/format.js'
import { useWords } from '../state/language.js'
import type { Series } from './series.js'

interface ValuesTableProps {
  readonly title: string
  readonly series: readonly Series[]
  readonly times: readonly number[]
  readonly valueText: (value: number) => string
}

const MOST_ROWS = 30

export function ValuesTable({ title, series, times, valueText }: ValuesTableProps) {
  const words = useWords().node
  const step = Math.max(1, Math.ceil(times.length / MOST_ROWS))
  const shown = times.map((_, i) => i).filter((i) => (times.length - 1 - i) % step === 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keys
    <section class="values-box" tabIndex={0} aria-label={words.asTable(title)}>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">{words.time}</th>
            {series.map(({ label }) => (
              <th key={label} scope="col" class="number">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.reverse().map((i) => (
            <tr key={times[i]}>
              <th scope="row">{clockText(times[i]! * 1000).slice(0, 8)}</th>
              {series.map(({ label, values }) => (
                <td key={label} class="number">
                  {values[i] === null || values[i] === undefined ? '–' : valueText(values[i])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
