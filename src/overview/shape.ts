// The state of a node as `GET /v1/overview` tells it. Numbers count from the start of the process; rates.ts makes rates of two of
// them. Types only, so that the page can import them.
import type { Position } from '../errors.js'

export interface Overview {
  readonly version: string
  readonly commit: string
  readonly host: string
  readonly state: 'new' | 'ready' | 'stopping'
  /** Times are ISO 8601. */
  readonly now: string
  readonly startedAt: string
  readonly uptimeSeconds: number
  readonly sources: readonly SourceOverview[]
  /** Scripts in force, those that do not compile, and those that are gone and ran before. */
  readonly scripts: readonly ScriptOverview[]
  /** Records given up, by reason. */
  readonly drops: Readonly<Record<string, number>>
  /** Refused records that are kept in the folder of dead letters, by reason. */
  readonly deadLetters: Readonly<Record<string, number>>
  /** Messages of sidecars: `accepted`, or why they were not. */
  readonly messages: Readonly<Record<string, number>>
  readonly receivedBytes: number
  readonly buffer: BufferOverview
  readonly dataways: readonly DatawayOverview[]
  readonly input: InputOverview
  readonly process: ProcessOverview
  readonly reload: ReloadOverview
}

/** Records by where they came from. `matched` and `missed` together are those that have a script. */
export interface SourceOverview {
  /** The source, with `.` and the storage index where there is one; `v1-write.<input>` for records over HTTP. */
  readonly name: string
  readonly records: number
  readonly bytes: number
  readonly matched: number
  readonly missed: number
}

export interface ScriptOverview {
  readonly name: string
  /** `kept`: as it is now it cannot be used, and its last version is in force; `refused`: there is none; `gone`: no such file any more. */
  readonly state: 'ok' | 'kept' | 'refused' | 'gone'
  /** The version in force: the first 12 digits of the SHA-256 of its text. */
  readonly hash?: string
  readonly lines?: number
  /** When this version came into force. */
  readonly loadedAt?: string
  /** `matched` and `missed` together are all; failed and unparsed ones are missed too. */
  readonly records: number
  readonly matched: number
  readonly missed: number
  readonly failed: number
  readonly unparsed: number
  /** Dropped by the script itself. */
  readonly dropped: number
  /** Times that it took too long for a line. */
  readonly quarantines: number
  /** Nanoseconds spent in it. */
  readonly ns: number
  readonly error?: ScriptError
}

/** Why it does not compile, or else why it stopped on a record last. */
export interface ScriptError {
  readonly kind: 'compile' | 'run'
  readonly message: string
  readonly file: string
  readonly position?: Position
  readonly code?: string
  /** When it stopped. */
  readonly at?: string
}

export interface BufferOverview {
  readonly bytes: number
  readonly count: number
  readonly capacity: number
  readonly oldestSeconds: number
  /** Nothing is read until there is room. */
  readonly full: boolean
  readonly durable: boolean
  /** False while the disk takes nothing and records wait in memory. */
  readonly writable: boolean
}

export interface DatawayOverview {
  /** Its address without the token. */
  readonly endpoint: string
  readonly state: 'ok' | 'failing' | 'paused'
  /** The last answer or failure; "" before the first request. */
  readonly last: string
  /** Requests by answer. */
  readonly answers: Readonly<Record<string, number>>
  /** Time of all of them together. */
  readonly seconds: number
  readonly waiting: { readonly count: number; readonly bytes: number }
}

export interface InputOverview {
  readonly connections: number
  /** Bytes that wait for the pipeline, and of messages that have not come whole. */
  readonly queueBytes: number
  readonly unfinishedBytes: number
  /** Records that wait for an answer which their script asked for. */
  readonly parked: number
  /** Seconds in which sockets were not read, by reason. */
  readonly pausedSeconds: Readonly<Record<string, number>>
}

export interface ProcessOverview {
  readonly rss: number
  readonly heapUsed: number
  /** What the process may use, where that is bounded. */
  readonly memoryLimit?: number
  readonly cpuSeconds: number
}

export interface ReloadOverview {
  readonly at?: string
  readonly ok: boolean
  /** What cannot be used as it is, without the lines it stands in. */
  readonly faults: readonly string[]
}
