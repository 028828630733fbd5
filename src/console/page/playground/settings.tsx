// How the sample lines become records: where one ends, and what they come with.
import { useWords } from '../state/language.js'
import { useStore } from '../state/store.js'
import { dispatch, playground } from './state.js'

export function Settings() {
  const words = useWords().playground
  const { multiline, source, tags } = useStore(playground).work
  return (
    <fieldset class="settings">
      <legend class="unseen">{words.settings}</legend>
      <label class="check" title={words.multilineHint}>
        <input
          type="checkbox"
          checked={multiline}
          onChange={(event) =>
            dispatch({ type: 'edit', work: { multiline: event.currentTarget.checked } })
          }
        />
        {words.multiline}
      </label>
      <label title={words.sourceHint}>
        {words.source}
        <input
          value={source}
          size={10}
          spellcheck={false}
          onInput={(event) =>
            dispatch({ type: 'edit', work: { source: event.currentTarget.value } })
          }
        />
      </label>
      <label title={words.tagsHint}>
        {words.tags}
        <input
          value={tags}
          size={16}
          spellcheck={false}
          placeholder="env=prod, team=a"
          onInput={(event) => dispatch({ type: 'edit', work: { tags: event.currentTarget.value } })}
        />
      </label>
    </fieldset>
  )
}
