// What the workbench and its worker say to each other. Bodies are bytes that change hands, so that the thread of the server
// neither reads nor writes what is in them.
import type { LookupOptions } from '../lookup/options.js'
import type { PipelineOptions } from '../pipeline/options.js'

/** What can be asked for: `POST /v1/pipeline/<kind>`. */
export type Kind = 'debug' | 'try' | 'format'

export interface Ask {
  readonly kind: Kind
  /** JSON. */
  readonly body: Uint8Array
  /** Texts of the pattern files by name, where they are not those of the question before. */
  readonly patterns?: ReadonlyMap<string, string>
}

/** The answer as it goes out. */
export interface Answer {
  readonly status: number
  /** JSON. */
  readonly body: Uint8Array
}

/** The first word of a worker: it can be asked now. */
export const READY = 'ready'

/** What a worker is made with. */
export interface BenchSettings {
  /** The budgets of the server. */
  readonly pipeline: PipelineOptions
  readonly lookup: LookupOptions
  /** Names of the tags that every record of the node has. */
  readonly hostTags: readonly string[]
  /** Its `data/ipdb` is where databases of addresses stand when none are named. */
  readonly home: string
}
