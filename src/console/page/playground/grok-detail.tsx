// How a grok pattern met its text: the piece that failed, marked in the pattern, and the place in the text.
import type { FailedPiece, GrokExplanation } from '../../../workbench/contract.js'
import { useWords } from '../state/language.js'

/** Longer texts are shown around the place that matters. */
const AROUND = 160

export function GrokDetail({ grok }: { readonly grok: GrokExplanation }) {
  return grok.failed ? <Failed grok={grok} failed={grok.failed} /> : <Matched grok={grok} />
}

function Matched({ grok }: { readonly grok: GrokExplanation }) {
  const words = useWords().playground
  return (
    <details class="grok">
      <summary>{words.pattern}</summary>
      <pre class="pattern">{grok.pattern}</pre>
      <Captures title={words.captures} grok={grok} />
    </details>
  )
}

interface FailedProps {
  readonly grok: GrokExplanation
  readonly failed: FailedPiece
}

function Failed({ grok, failed }: FailedProps) {
  const words = useWords().playground
  const { pattern, text, from, to } = grok
  const start = Math.max(0, to - AROUND)
  const end = Math.min(text.length, to + AROUND)
  return (
    <div class="grok">
      <pre class="pattern">
        <span class="done">{pattern.slice(0, failed.start)}</span>
        <mark class="failed-piece">{pattern.slice(failed.start, failed.end)}</mark>
        {pattern.slice(failed.end)}
      </pre>
      <pre class="met">
        {start > 0 && '…'}
        {text.slice(start, Math.max(start, from))}
        <span class="done">{text.slice(Math.max(start, from), to)}</span>
        <mark class="failed-place">{text.slice(to, to + 1).replace('\n', '⏎') || '␃'}</mark>
        {text.slice(to + 1, end)}
        {end < text.length && '…'}
      </pre>
      <dl>
        <dt>{words.stoppedAt}</dt>
        <dd>
          <code class="failed-piece">{failed.piece}</code>
        </dd>
        {failed.within.length > 0 && (
          <>
            <dt>{words.within}</dt>
            <dd>
              {failed.within.map(({ name, piece }) => (
                <span key={name} class="within">
                  <b>{name}</b> <code>{piece}</code>
                </span>
              ))}
            </dd>
          </>
        )}
        <dt>{words.expected}</dt>
        <dd>{failed.expected}</dd>
        <dt>{words.found}</dt>
        <dd>{failed.found ? <code>{failed.found}</code> : words.endOfText}</dd>
      </dl>
      <Captures title={words.capturesSoFar} grok={grok} />
    </div>
  )
}

function Captures({ title, grok }: { readonly title: string; readonly grok: GrokExplanation }) {
  const words = useWords().playground
  return (
    <p class="captures">
      <span class="quiet">{title}</span>
      {grok.captures.length === 0 && ` ${words.noCaptures}`}
      {grok.captures.map(({ name, value }, i) => (
        <span key={i} class="chip">
          <i>{name}</i>
          {value}
        </span>
      ))}
    </p>
  )
}
