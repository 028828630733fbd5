// The state of the playground in one place: what is worked on, what came of it last, and what is looked at.
import type { Diagnostic, Position } from '../../../errors.js'
import type { LineResult, StepTrace, TryAnswer } from '../../../workbench/contract.js'
import { Store } from '../state/store.js'
import type { SavedCase } from './cases.js'
import { kept } from './keep.js'
import { isWarning } from './marks.js'
import { recordsOf, type SampleRecord, tried } from './records.js'
import { EXAMPLE, type Work } from './work.js'

/** What one question to the engine brought. */
export interface Trial {
  readonly work: Work
  readonly records: readonly SampleRecord[]
  readonly answer: TryAnswer
  /** The clock that it ran with: the time of a record that has none of its own. Unix nanoseconds. */
  readonly now: string
}

/** What the lines of a trial cost, in nanoseconds, and its script to compile. */
export interface Costs {
  readonly each: readonly number[]
  readonly compileMs: number
}

/** What ran on a record. */
export interface Explanation {
  readonly index: number
  readonly steps: readonly StepTrace[]
}

export type Verdict = 'matched' | 'missed' | 'failed' | 'dropped'

export interface State {
  readonly work: Work
  readonly records: readonly SampleRecord[]
  /** How many records there are beyond those that are tried. */
  readonly left: number
  /** Index of the record that is looked at. */
  readonly selected: number
  readonly only: Verdict | undefined
  /** The last trial that ran: with an error in the script nothing runs, and the results before stay. */
  readonly trial: Trial | undefined
  /** Of the trial; known a moment after it. */
  readonly costs: Costs | undefined
  /** The last one; of the record that is looked at where the index is its own. */
  readonly explanation: Explanation | undefined
  readonly diagnostics: readonly Diagnostic[]
  /** Whether the results are of another script than the one that is written. */
  readonly stale: boolean
  /** Why the engine did not answer, in words of the server; "" when it was not reached. */
  readonly problem: string | undefined
  readonly cases: readonly SavedCase[]
  /** The place of the script that is to be shown; another object for each time. */
  readonly place: { readonly position: Position } | undefined
  /** What was done last, in words: told to screen readers too. */
  readonly notice: string
}

export type Action =
  | { readonly type: 'edit'; readonly work: Partial<Work> }
  | { readonly type: 'open'; readonly work: Work; readonly notice: string }
  | { readonly type: 'select'; readonly index: number }
  | { readonly type: 'only'; readonly verdict: Verdict | undefined }
  | { readonly type: 'answered'; readonly trial: Trial }
  | {
      readonly type: 'explained'
      readonly trial: Trial
      readonly explanation: Explanation | undefined
      readonly diagnostics: readonly Diagnostic[]
    }
  | { readonly type: 'measured'; readonly trial: Trial; readonly costs: Costs }
  | { readonly type: 'unanswered'; readonly problem: string }
  | { readonly type: 'cases'; readonly cases: readonly SavedCase[]; readonly notice: string }
  | { readonly type: 'goTo'; readonly position: Position }
  | { readonly type: 'tell'; readonly notice: string }

export const playground = new Store<State>(begin())

export function dispatch(action: Action): void {
  playground.set(next(playground.value, action))
}

export function next(state: State, action: Action): State {
  switch (action.type) {
    case 'edit':
      return withWork(state, { ...state.work, ...action.work })
    case 'open':
      return {
        ...withWork(state, action.work),
        selected: 0,
        only: undefined,
        notice: action.notice,
      }
    case 'select':
      return { ...state, selected: within(action.index, state.records) }
    case 'only':
      return { ...state, only: action.verdict }
    case 'answered':
      return answered(state, action.trial)
    case 'explained':
      return explained(state, action)
    case 'measured':
      return action.trial === state.trial ? { ...state, costs: action.costs } : state
    case 'unanswered':
      return { ...state, problem: action.problem, stale: true }
    case 'cases':
      return { ...state, cases: action.cases, notice: action.notice }
    case 'goTo':
      return { ...state, place: { position: action.position } }
    case 'tell':
      return { ...state, notice: action.notice }
  }
}

function begin(): State {
  const before = kept()
  return {
    ...withRecords(before?.work ?? EXAMPLE),
    selected: 0,
    only: undefined,
    trial: undefined,
    costs: undefined,
    explanation: undefined,
    diagnostics: [],
    stale: false,
    problem: undefined,
    cases: before?.cases ?? [],
    place: undefined,
    notice: '',
  }
}

function withWork(state: State, work: Work): State {
  const { lines, multiline } = state.work
  if (work.lines === lines && work.multiline === multiline) return { ...state, work }
  const changed = withRecords(work)
  return { ...state, ...changed, selected: within(state.selected, changed.records) }
}

function withRecords(work: Work): Pick<State, 'work' | 'records' | 'left'> {
  const all = recordsOf(work.lines, work.multiline)
  const records = tried(all)
  return { work, records, left: all.length - records.length }
}

function within(index: number, records: readonly SampleRecord[]): number {
  return Math.max(0, Math.min(index, records.length - 1))
}

/** Warnings come later, with the explanation: those before stay until then. */
function answered(state: State, trial: Trial): State {
  const { diagnostics } = trial.answer
  const rest = { ...state, problem: undefined }
  if (diagnostics.length > 0) return { ...rest, diagnostics, stale: true }
  const warnings = state.diagnostics.filter(isWarning)
  return { ...rest, diagnostics: warnings, trial, costs: undefined, stale: false }
}

function explained(state: State, action: Extract<Action, { type: 'explained' }>): State {
  const { trial, explanation, diagnostics } = action
  if (trial !== state.trial) return state
  const isCurrent = trial.work === state.work && !state.stale
  return { ...state, explanation, ...(isCurrent && { diagnostics }) }
}

export function verdictOf({ failure, point, matched }: LineResult): Verdict {
  if (failure) return 'failed'
  if (point.dropped) return 'dropped'
  return matched ? 'matched' : 'missed'
}

/** The names of all fields and tags in the results. */
export function namesSeen({ trial }: State): readonly string[] {
  const results = trial?.answer.results ?? []
  const names = results.flatMap(({ point }) => [
    ...Object.keys(point.fields),
    ...Object.keys(point.tags),
  ])
  return [...new Set(names)]
}
