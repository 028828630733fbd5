// Which view the address names: `#/logs?source=nginx`. What follows the question mark belongs to the view.
import { Store } from './store.js'

export const VIEWS = ['logs', 'playground', 'node'] as const
export type ViewName = (typeof VIEWS)[number]

export interface Route {
  readonly view: ViewName
  readonly params: URLSearchParams
}

export const route = new Store<Route>(readRoute())

addEventListener('hashchange', () => route.set(readRoute()))

/** The address of a view, for links. */
export function hrefOf(view: ViewName, params: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(params).toString()
  return `#/${view}${query ? `?${query}` : ''}`
}

/** Keeps what the view shows in the address, without a step in the history of the browser. */
export function rewriteParams(params: Readonly<Record<string, string>>): void {
  const href = hrefOf(route.value.view, params)
  if (href !== location.hash) history.replaceState(null, '', href)
}

function readRoute(): Route {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?', 2)
  const view = VIEWS.find((name) => name === path) ?? 'logs'
  return { view, params: new URLSearchParams(query) }
}
