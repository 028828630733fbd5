// What ran on a line: which grok matched at a glance, where the time went, and each call with what it did.
import type { StepTrace } from '../../../workbench/contract.js'
import { useWords } from '../state/language.js'
import { valueText } from './changes.js'
import { CostBar } from './cost-bar.js'
import { duration, instant } from './figures.js'
import { GrokDetail } from './grok-detail.js'
import { dispatch } from './state.js'

interface StepsProps {
  readonly steps: readonly StepTrace[]
  /** The script that is tried. */
  readonly file: string
}

export function Steps({ steps, file }: StepsProps) {
  const words = useWords().playground
  const groks = steps.filter(({ call }) => call === 'grok')
  const most = Math.max(...steps.map(({ costNs }) => costNs), 1)
  return (
    <section class="steps" aria-label={words.steps}>
      <h3>{words.steps}</h3>
      {steps.length === 0 && <p class="quiet">{words.noSteps}</p>}
      {groks.length > 1 && <Groks groks={groks} file={file} />}
      {steps.length > 1 && <CostBar steps={steps} />}
      <ol>
        {steps.map((step, i) => (
          <Step key={i} step={step} file={file} share={step.costNs / most} />
        ))}
      </ol>
    </section>
  )
}

/** Which of several groks matched. */
function Groks({ groks, file }: { readonly groks: readonly StepTrace[]; readonly file: string }) {
  const words = useWords().playground
  return (
    <ul class="groks" aria-label={words.groks}>
      {groks.map((step, i) => (
        <li key={i} class={isMatch(step) ? 'matched' : 'missed'}>
          <span aria-hidden="true">{isMatch(step) ? '✓' : '✗'}</span> grok {placeOf(step, file)}{' '}
          <span class="unseen">{words.verdicts[isMatch(step) ? 'matched' : 'missed']}</span>
        </li>
      ))}
    </ul>
  )
}

interface StepProps {
  readonly step: StepTrace
  readonly file: string
  /** Its cost by that of the dearest. */
  readonly share: number
}

function Step({ step, file, share }: StepProps) {
  const words = useWords().playground
  const { call, position, costNs, result, changed, grok } = step
  const kind = call === 'grok' ? (isMatch(step) ? 'matched' : 'missed') : ''
  const go = () => dispatch({ type: 'goTo', position })
  return (
    <li class={`step ${kind}`}>
      <div class="step-head">
        <span class="step-sign" aria-hidden="true">
          {kind === 'matched' ? '✓' : kind === 'missed' ? '✗' : '·'}
        </span>
        {step.file === file ? (
          <button
            type="button"
            class="step-call"
            title={words.step(call, position.line)}
            onClick={go}
          >
            {call} <span class="quiet">{position.line}</span>
          </button>
        ) : (
          <span class="step-call">
            {call} <span class="quiet">{placeOf(step, file)}</span>
          </span>
        )}
        <span class="step-did">
          {kind && <span class={`verdict ${kind}`}>{words.verdicts[kind as 'matched']}</span>}
          {!kind && result && (
            <span class="quiet">
              {words.gave} {valueText(result)}
            </span>
          )}
          {Object.entries(changed).map(([key, value]) => (
            <span key={key} class={`chip ${value ? 'added' : 'removed'}`}>
              <i>{key}</i>
              {value ? valueText(value) : <span class="unseen">{words.removedNames}</span>}
            </span>
          ))}
          {step.record && <RecordChange record={step.record} />}
        </span>
        <span class="step-cost">
          <meter class="unseen" min={0} max={1} value={share} aria-label={words.cost} />
          <i style={{ width: `${Math.max(2, share * 100)}%` }} />
          {duration(costNs)}
        </span>
      </div>
      {grok && <GrokDetail grok={grok} />}
    </li>
  )
}

function RecordChange({ record }: { readonly record: NonNullable<StepTrace['record']> }) {
  const words = useWords().playground
  const { name, timeNs, dropped } = record
  return (
    <>
      {name !== undefined && (
        <span class="chip">
          <i>{words.measurement}</i>
          {name}
        </span>
      )}
      {timeNs !== undefined && (
        <span class="chip">
          <i>{words.time}</i>
          {instant(timeNs)}
        </span>
      )}
      {dropped && <span class="verdict dropped">{words.verdicts.dropped}</span>}
    </>
  )
}

function isMatch({ grok, result }: StepTrace): boolean {
  return grok?.matched ?? result?.value === true
}

function placeOf({ file, position }: StepTrace, own: string): string {
  return file === own ? `${position.line}` : `${file}:${position.line}`
}
