// The frame of the page: its navigation and the view that the address names.
import { LogsView } from './logs/view.js'
import { NodeView } from './node/view.js'
import { PlaygroundView } from './playground/view.js'

export function App() {
  return (
    <main>
      <LogsView />
      <PlaygroundView />
      <NodeView />
    </main>
  )
}
