// The scripts: which version is in force and since when, what they do and cost, and what is wrong with them.
import type { ScriptRate } from '../../../overview/rates.js'
import type { ScriptError, ScriptOverview } from '../../../overview/shape.js'
import { countText, dayText, durationText, percentText, shortText } from '../state/format.js'
import { language, useWords } from '../state/language.js'
import { useStore } from '../state/store.js'
import { ratesOver, type Sample } from './history.js'

const SECONDS = 60

export function ScriptTable({ samples }: { readonly samples: readonly Sample[] }) {
  const words = useWords().node
  const { scripts } = samples.at(-1)!.overview
  const rates = ratesOver(samples, SECONDS)?.scripts
  const { columns } = words
  return (
    <section class="card table-card" aria-label={words.scripts}>
      <header>
        <h2>{words.scripts}</h2>
        <span class="muted">{words.rateNote}</span>
      </header>
      {scripts.length === 0 ? (
        <p class="plot-empty">{words.noScripts}</p>
      ) : (
        <div class="table-box">
          <table>
            <thead>
              <tr>
                <th scope="col">{columns.script}</th>
                <th scope="col">{columns.state}</th>
                <th scope="col">{columns.loaded}</th>
                <th scope="col" class="number">
                  {columns.records}
                </th>
                <th scope="col" class="number">
                  {columns.rate}
                </th>
                <th scope="col" class="number">
                  {columns.matchRate}
                </th>
                <th scope="col" class="number">
                  {columns.cost}
                </th>
                <th scope="col" class="number">
                  {columns.core}
                </th>
                <th scope="col">{columns.error}</th>
              </tr>
            </thead>
            <tbody>
              {scripts.map((script) => (
                <ScriptRow
                  key={script.name}
                  script={script}
                  rate={rates?.find(({ name }) => name === script.name)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

const GRADES = { ok: 'ok', kept: 'warn', refused: 'danger', gone: 'quiet' } as const

interface ScriptRowProps {
  readonly script: ScriptOverview
  readonly rate: ScriptRate | undefined
}

function ScriptRow({ script, rate }: ScriptRowProps) {
  const words = useWords().node
  const spoken = useStore(language)
  const { name, state, hash, lines, loadedAt, records, matched, ns, error } = script
  const matchRate = rate?.matchRate ?? (records > 0 ? matched / records : undefined)
  const cost = rate?.nsPerRecord ?? (records > 0 ? ns / records : undefined)
  return (
    <tr>
      <th scope="row">
        <span class="script-name">{name}</span>
        {hash && (
          <span class="muted script-version">{words.version(hash.slice(0, 7), lines ?? 0)}</span>
        )}
      </th>
      <td>
        <span class={`status ${GRADES[state]}`} title={words.stateNotes[state]}>
          {words.states[state]}
        </span>
      </td>
      <td class="number-left">{loadedAt ? dayText(Date.parse(loadedAt)) : '–'}</td>
      <td class="number">{countText(records, spoken)}</td>
      <td class="number">{rate ? shortText(rate.records) : '–'}</td>
      <td class="number">{matchRate === undefined ? '–' : percentText(matchRate)}</td>
      <td class="number">{cost === undefined ? '–' : durationText(cost / 1e9)}</td>
      <td class="number">{rate ? percentText(rate.core) : '–'}</td>
      <td class="error-cell">
        {error ? <ErrorText error={error} /> : <span class="muted">–</span>}
      </td>
    </tr>
  )
}

function ErrorText({ error }: { readonly error: ScriptError }) {
  const { message, file, position, code, at } = error
  const place = position ? `${file}:${position.line}:${position.column}` : file
  return (
    <>
      <span class="fault">
        {code && `${code} `}
        {message}
      </span>{' '}
      <code class="muted">{place}</code>
      {at && <span class="muted"> {dayText(Date.parse(at))}</span>}
    </>
  )
}
