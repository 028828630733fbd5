// Whether records arrive: in words, with a dot of the colour; told to screen readers when it changes.
import { useWords } from '../state/language.js'
import { useStore } from '../state/store.js'
import { feed } from './feed.js'

export function LinkState() {
  const words = useWords().logs
  const { state, reason } = useStore(feed.link)
  const skipped = useStore(feed.skipped)
  return (
    <span class="link-state" role="status">
      <span class={`dot ${state}`} aria-hidden="true" />
      {words.link[state]}
      {state !== 'live' && reason && <span class="fault">{reason}</span>}
      {skipped > 0 && <span class="muted">{words.skipped(skipped)}</span>}
    </span>
  )
}
