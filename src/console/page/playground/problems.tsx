// What the engine says of the script, below the editor: the same as the marks, in words, each a way to its place.
import type { Diagnostic } from '../../../errors.js'
import { useWords } from '../state/language.js'
import { useStore } from '../state/store.js'
import { isWarning } from './marks.js'
import { dispatch, playground } from './state.js'

/** Of many findings the first say enough. */
const MOST = 20

export function Problems() {
  const words = useWords().playground
  const { diagnostics, work, problem } = useStore(playground)
  if (problem !== undefined)
    return (
      <p class="problems fault" role="status">
        {words.unanswered(problem)}
      </p>
    )
  const warnings = diagnostics.filter(isWarning).length
  const errors = diagnostics.length - warnings
  const counts = [errors && words.errors(errors), warnings && words.warnings(warnings)]
  return (
    <div class="problems">
      <p role="status" class="unseen">
        {counts.filter(Boolean).join(', ') || words.noFindings}
      </p>
      {diagnostics.length === 0 && <p class="quiet">{words.noFindings}</p>}
      <ul>
        {diagnostics.slice(0, MOST).map((each) => (
          <Problem key={placeOf(each) + each.message} finding={each} file={`${work.name}.p`} />
        ))}
      </ul>
    </div>
  )
}

function Problem({ finding, file }: { readonly finding: Diagnostic; readonly file: string }) {
  const words = useWords().playground
  const { code, message, hint, position } = finding
  const warning = isWarning(finding)
  const text = (
    <>
      <span class={`finding ${warning ? 'warn' : 'danger'}`}>
        {warning ? words.warning : words.error}
      </span>
      <span class="place">{placeOf(finding, file)}</span>
      <span>
        {message} <span class="quiet">{code}</span>
        {hint && <span class="hint">{hint}</span>}
      </span>
    </>
  )
  if (!position || finding.file !== file) return <li class="problem">{text}</li>
  return (
    <li>
      <button type="button" class="problem" onClick={() => dispatch({ type: 'goTo', position })}>
        {text}
      </button>
    </li>
  )
}

/** `3:20`, with the name of the file where it is another one. */
function placeOf({ file, position }: Diagnostic, own?: string): string {
  const place = position ? `${position.line}:${position.column}` : ''
  return file === own ? place : `${file}${place && ':'}${place}`
}
