// The page's beginning: three views, one at a time.
import { render } from 'preact'
import { App } from './app.js'

render(<App />, document.getElementById('app')!)
