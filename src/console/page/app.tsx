// The frame of the page: its bar, the view that the address names, and what opens over both.
import { useEffect, useRef, useState } from 'preact/hooks'
import { Header } from './frame/header.js'
import { Lazy } from './frame/lazy.js'
import { ShortcutList } from './frame/shortcut-list.js'
import { TokenPrompt } from './frame/token-prompt.js'
import { LogsView } from './logs/view.js'
import { useWords } from './state/language.js'
import { hrefOf, route, type ViewName } from './state/route.js'
import { useShortcut } from './state/shortcuts.js'
import { useStore } from './state/store.js'

const node = () => import('./node/view.js').then((module) => module.NodeView)
const playground = () => import('./playground/view.js').then((module) => module.PlaygroundView)

export function App() {
  const words = useWords().frame
  const { view } = useStore(route)
  const [helping, setHelping] = useState(false)
  const main = useRef<HTMLElement>(null)
  useShortcut('1', words.goTo(words.logs), () => go('logs'))
  useShortcut('2', words.goTo(words.playground), () => go('playground'))
  useShortcut('3', words.goTo(words.node), () => go('node'))
  useShortcut('?', words.shortcuts, () => setHelping(true))
  useEffect(() => {
    document.title = `${words[view]} · ${words.title}`
  }, [words, view])
  return (
    <>
      <Header onHelp={() => setHelping(true)} onSkip={() => main.current?.focus()} />
      <main ref={main} tabIndex={-1}>
        {view === 'logs' && <LogsView />}
        {view === 'playground' && <Lazy key="playground" load={playground} />}
        {view === 'node' && <Lazy key="node" load={node} />}
      </main>
      {helping && <ShortcutList onClose={() => setHelping(false)} />}
      <TokenPrompt />
    </>
  )
}

function go(view: ViewName): void {
  location.hash = hrefOf(view)
}
