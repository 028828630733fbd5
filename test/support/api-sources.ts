// What an API tells where a test asks it for something else.
import type { ApiSources } from '../../src/receive/api.js'

export const SOURCES: ApiSources = {
  version: '1.2.3',
  commit: 'abc',
  host: 'node-1',
  health: () => ({ ok: true, detail: {} }),
  readiness: () => ({ ok: true, detail: {} }),
  metrics: async () => ({ type: 'text/plain', text: '' }),
}
