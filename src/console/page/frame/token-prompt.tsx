// Asks for the token of the API; what waits for it goes on when it is given.
import { useRef } from 'preact/hooks'
import { asking, giveToken } from '../api/token.js'
import { Button } from '../controls/button.js'
import { Dialog } from '../controls/dialog.js'
import { useWords } from '../state/language.js'
import { useStore } from '../state/store.js'

export function TokenPrompt() {
  const state = useStore(asking)
  const words = useWords().token
  const input = useRef<HTMLInputElement>(null)
  if (state === 'no') return null
  const submit = (event: Event) => {
    event.preventDefault()
    giveToken(input.current!.value)
  }
  return (
    <Dialog title={words.title}>
      <form onSubmit={submit}>
        <p>{words.text}</p>
        {state === 'again' && (
          <p class="fault" role="alert">
            {words.refused}
          </p>
        )}
        <label class="field">
          <span>{words.label}</span>
          <input ref={input} type="password" autocomplete="off" required />
        </label>
        <div class="dialog-end">
          <Button type="submit" kind="primary">
            {words.send}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
