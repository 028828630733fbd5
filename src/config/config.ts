// The whole configuration as one typed value: what each stage gets, the folders and the log.
import { BUFFER, BUFFER_DEFAULTS, type BufferOptions } from '../buffer/options.js'
import {
  DEAD_LETTER_DEFAULTS,
  DEAD_LETTERS,
  type DeadLetterOptions,
} from '../dead-letters/options.js'
import { FILTER, FILTER_DEFAULTS, type FilterOptions } from '../filter/options.js'
import { FORWARD, FORWARD_DEFAULTS, type ForwardOptions } from '../forward/options.js'
import { LOOKUP, LOOKUP_DEFAULTS, type LookupOptions } from '../lookup/options.js'
import { PIPELINE, PIPELINE_DEFAULTS, type PipelineOptions } from '../pipeline/options.js'
import { RECEIVE, RECEIVE_DEFAULTS, type ReceiveOptions } from '../receive/options.js'
import { TAG, TAG_DEFAULTS, type TagOptions } from '../tag/options.js'
import { defaultsOf, type OptionsOf, option } from '../util/option.js'
import type { Folders } from './folders.js'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

const LOG = {
  output: option('stderr', 'Where this program writes its own log: `stderr`, `stdout`, or a file.'),
  level: option<LogLevel>(
    'info',
    'Least weight of what it writes: `debug`, `info`, `warn`, `error`.',
  ),
}

export type LogOptions = OptionsOf<typeof LOG>

/** The options of each stage, by the name of its folder. */
export interface Stages {
  readonly receive: ReceiveOptions
  readonly pipeline: PipelineOptions
  readonly filter: FilterOptions
  readonly lookup: LookupOptions
  readonly tag: TagOptions
  readonly buffer: BufferOptions
  readonly forward: ForwardOptions
  readonly deadLetters: DeadLetterOptions
  readonly log: LogOptions
}

export interface Config extends Stages {
  readonly folders: Folders
}

/** Default and sentence of every option, by stage. */
export const TABLES = {
  receive: RECEIVE,
  pipeline: PIPELINE,
  filter: FILTER,
  lookup: LOOKUP,
  tag: TAG,
  buffer: BUFFER,
  forward: FORWARD,
  deadLetters: DEAD_LETTERS,
  log: LOG,
}

export const DEFAULTS: Stages = {
  receive: RECEIVE_DEFAULTS,
  pipeline: PIPELINE_DEFAULTS,
  filter: FILTER_DEFAULTS,
  lookup: LOOKUP_DEFAULTS,
  tag: TAG_DEFAULTS,
  buffer: BUFFER_DEFAULTS,
  forward: FORWARD_DEFAULTS,
  deadLetters: DEAD_LETTER_DEFAULTS,
  log: defaultsOf(LOG),
}
