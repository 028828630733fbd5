// The page's beginning: theme and language are in force before the first thing is drawn.
import './state/theme.js'
import { render } from 'preact'
import { App } from './app.js'

render(<App />, document.getElementById('app')!)
