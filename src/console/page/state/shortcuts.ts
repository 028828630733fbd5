// Keys that work anywhere on the page. A view registers its own while it is shown; the list of them is what `?` opens.
// They stay silent where text is typed, and can be switched off, for people whose software types for them.
import { useEffect, useRef } from 'preact/hooks'
import { recall, remember } from './remembered.js'
import { Store } from './store.js'

export interface Shortcut {
  /** As `KeyboardEvent.key` says it: `/`, `?`, `p`. */
  readonly key: string
  /** What it does, in the language of the page. */
  readonly label: string
}

interface Registered extends Shortcut {
  readonly run: () => void
}

export const shortcuts = new Store<readonly Registered[]>([])
export const shortcutsOn = new Store(recall('shortcuts') !== 'off')

/** Registers a key while the component is shown. */
export function useShortcut(key: string, label: string, run: () => void): void {
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    const entry = { key, label, run: () => latest.current() }
    shortcuts.set([...shortcuts.value, entry])
    return () => shortcuts.set(shortcuts.value.filter((other) => other !== entry))
  }, [key, label])
}

export function switchShortcuts(on: boolean): void {
  remember('shortcuts', on ? undefined : 'off')
  shortcutsOn.set(on)
}

addEventListener('keydown', (event) => {
  if (!shortcutsOn.value || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.defaultPrevented || isTyping(event.target) || document.querySelector('dialog[open]'))
    return
  const found = shortcuts.value.find(({ key }) => key === event.key)
  if (!found) return
  event.preventDefault()
  found.run()
})

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select')
}
