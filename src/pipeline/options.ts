// Options of the pipeline: how long a script may run, which one runs where none is named, what is added to records.
import { defaultsOf, type OptionsOf, option } from '../util/option.js'

const TEN_MINUTES_MS = 10 * 60 * 1000
const TWO_HOURS_MS = 2 * 60 * 60 * 1000

export const PIPELINE = {
  scriptBudgetMs: option(25, 'Longest time of a script on one record; it then goes on as it is.'),
  batchBudgetMs: option(
    20,
    'Longest time of a batch before the record that holds it up is looked for.',
  ),
  watchBudgetMs: option(
    10,
    'Longest time of a batch of a script that was caught over its budget before.',
  ),
  watchMs: option(TEN_MINUTES_MS, 'How long such a script is watched after it was last caught.'),
  overrunMsPerSecond: option(
    60,
    'Time a second that records over their budget may cost for one stream; beyond it they pass unparsed.',
  ),
  loopSteps: option(1_000_000, 'Most rounds of all loops of a script on one record.'),
  defaultScript: option<string | undefined>(
    undefined,
    'Script for records whose own script does not exist; none when empty.',
  ),
  debugFields: option(
    false,
    'Adds the tags `_pl_script`, `_pl_service`, `_pl_ns` and `_pl_status` and the field `_pl_cost` (seconds) to records.',
  ),
  timestampCorrection: option(
    true,
    'Gives a record, or a point that a script makes, whose time is too far from now the time of now, and keeps the other in `__orig_time`.',
  ),
  timestampToleranceMs: option(TWO_HOURS_MS, 'How far the time of a record may be from now.'),
}

export type PipelineOptions = OptionsOf<typeof PIPELINE>

export const PIPELINE_DEFAULTS: PipelineOptions = defaultsOf(PIPELINE)
