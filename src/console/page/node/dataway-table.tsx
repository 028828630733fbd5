// The Dataways: how they answer, how long that takes, and what waits for them.
import { bytesText, countText, durationText, percentText } from '../state/format.js'
import { language, useWords } from '../state/language.js'
import { useStore } from '../state/store.js'
import { ratesOver, type Sample } from './history.js'

const SECONDS = 60
const GRADES = { ok: 'ok', failing: 'danger', paused: 'warn' } as const

export function DatawayTable({ samples }: { readonly samples: readonly Sample[] }) {
  const words = useWords().node
  const spoken = useStore(language)
  const { dataways } = samples.at(-1)!.overview
  const rates = ratesOver(samples, SECONDS)?.dataways
  const { columns } = words
  return (
    <section class="card table-card" aria-label={words.dataways}>
      <header>
        <h2>{words.dataways}</h2>
        <span class="muted">{words.rateNote}</span>
      </header>
      <div class="table-box">
        <table>
          <thead>
            <tr>
              <th scope="col">{columns.address}</th>
              <th scope="col">{columns.state}</th>
              <th scope="col">{columns.last}</th>
              <th scope="col">{columns.answers}</th>
              <th scope="col" class="number">
                {columns.okRate}
              </th>
              <th scope="col" class="number">
                {columns.latency}
              </th>
              <th scope="col" class="number">
                {columns.waiting}
              </th>
            </tr>
          </thead>
          <tbody>
            {dataways.map(({ endpoint, state, last, answers, waiting }, i) => (
              <tr key={endpoint}>
                <th scope="row">{endpoint}</th>
                <td>
                  <span class={`status ${GRADES[state]}`}>{words.datawayStates[state]}</span>
                </td>
                <td>{last || '–'}</td>
                <td class="number-left">
                  {Object.entries(answers)
                    .map(([answer, count]) => `${answer} ${countText(count, spoken)}`)
                    .join(' · ') || '–'}
                </td>
                <td class="number">{orDash(rates?.[i]?.okRate, percentText)}</td>
                <td class="number">
                  {orDash(rates?.[i]?.latencyMs, (ms) => durationText(ms / 1000))}
                </td>
                <td class="number">
                  {countText(waiting.count, spoken)}
                  {waiting.bytes > 0 && <span class="muted"> {bytesText(waiting.bytes)}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function orDash(value: number | undefined, text: (value: number) => string): string {
  return value === undefined ? '–' : text(value)
}
