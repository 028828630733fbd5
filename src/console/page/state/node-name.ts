// The name of the node that serves the page: what the tag `host` of its records is compared with.
import { getJson } from '../api/client.js'
import { Store } from './store.js'

export const nodeName = new Store<string | undefined>(undefined)

/** Asks once; a failure is asked again next time. */
export async function learnNodeName(): Promise<void> {
  if (nodeName.value !== undefined) return
  const { content } = await getJson<{ content: { host: string } }>('v1/ping')
  nodeName.set(content.host)
}
