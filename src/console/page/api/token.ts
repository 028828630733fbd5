// The token that the API asks other hosts for: asked for once, kept as long as the tab, sent as `Authorization: Bearer`.
import { recall, remember, session } from '../state/remembered.js'
import { Store } from '../state/store.js'

/** Whether the person is being asked, and whether the last answer was refused. */
export const asking = new Store<'no' | 'first' | 'again'>('no')

let token = recall('token', session)
let answered: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined

export function bearer(): Record<string, string> {
  return token ? { authorization: `Bearer ${token}` } : {}
}

/**
 * Resolves when there is another token than the one that was refused.
 * @param refused headers of the request that was refused
 */
export function anotherToken(refused: Record<string, string>): Promise<void> {
  if (refused.authorization !== bearer().authorization) return Promise.resolve()
  answered ??= deferred()
  asking.set(token ? 'again' : 'first')
  return answered.promise
}

export function giveToken(value: string): void {
  token = value.trim() || undefined
  remember('token', token, session)
  asking.set('no')
  answered?.resolve()
  answered = undefined
}

function deferred() {
  let resolve!: () => void
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
