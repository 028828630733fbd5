// One record in the list: what became of it, its status and time, and the fields that the script gave it.
import { Status } from '../controls/status.js'
import { useWords } from '../state/language.js'
import { entriesOf, type Raw, valueText } from './changes.js'
import { duration, instant } from './figures.js'
import { dispatch, type Trial, verdictOf } from './state.js'
import { tagsOf } from './work.js'

/** More fields than this are seen when the row is chosen. */
const MOST_CHIPS = 8
const MOST_TEXT = 40

interface ResultRowProps {
  readonly index: number
  readonly trial: Trial
  /** Undefined before it is measured. */
  readonly costNs: number | undefined
  readonly isSelected: boolean
  /** Where the Tab key enters the list. */
  readonly isEntry: boolean
}

export function ResultRow({ index, trial, costNs, isSelected, isEntry }: ResultRowProps) {
  const words = useWords().playground
  const result = trial.answer.results[index]!
  const { line, text } = trial.records[index]!
  const { point, failure, made } = result
  const verdict = verdictOf(result)
  const status = point.fields.status
  const raw = { text, tags: tagsOf(trial.work.tags) }
  return (
    <li class={`row ${verdict}`}>
      <button
        type="button"
        data-index={index}
        aria-current={isSelected}
        tabIndex={isEntry ? 0 : -1}
        onClick={() => dispatch({ type: 'select', index })}
      >
        <span class={`verdict ${verdict}`}>{words.verdicts[verdict]}</span>
        <span class="row-line">{line}</span>
        {status?.type === 'str' && <Status value={String(status.value)} />}
        {point.timeNs !== trial.now && <time>{instant(point.timeNs)}</time>}
        {made.length > 0 && <span class="chip made">{words.made(made.length)}</span>}
        <span class="row-cost">{costNs !== undefined && duration(costNs)}</span>
        <Chips point={point} raw={raw} />
      </button>
      {failure && <Failure failure={failure} />}
    </li>
  )
}

type Result = Trial['answer']['results'][number]

function Chips({ point, raw }: { readonly point: Result['point']; readonly raw: Raw }) {
  const entries = entriesOf(point, raw).filter(
    ({ key, change, isTag }) => change !== 'same' && (isTag || key !== 'status'),
  )
  if (entries.length === 0) return <span class="chips quiet">{raw.text.slice(0, 200)}</span>
  return (
    <span class="chips">
      {entries.slice(0, MOST_CHIPS).map(({ key, value, change, isTag }) => (
        <span key={`${isTag} ${key}`} class={`chip ${change}`}>
          <i>{key}</i>
          {change === 'removed' ? '' : valueText(value).slice(0, MOST_TEXT)}
        </span>
      ))}
      {entries.length > MOST_CHIPS && <span class="chip">+{entries.length - MOST_CHIPS}</span>}
    </span>
  )
}

export function Failure({ failure }: { readonly failure: NonNullable<Result['failure']> }) {
  const words = useWords().playground
  const { message, position } = failure
  if (!position) return <p class="failure fault">{message}</p>
  const go = () => dispatch({ type: 'goTo', position })
  return (
    <button type="button" class="failure fault" title={words.failedAt} onClick={go}>
      {position.line}:{position.column}: {message}
    </button>
  )
}
