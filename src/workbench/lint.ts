// What is wrong with scripts, without running them: their errors, and for those that compile the warnings of all rules. A
// script is compiled among the others of its folder, so that `use` and patterns mean what they mean to the server.
import { CompileError, type Diagnostic } from '../errors.js'
import { type FolderSettings, ScriptFolder, type Sources } from '../pipeline/folder.js'
import { functionTable } from '../pipeline/functions/index.js'
import type { PatternScope } from '../pipeline/grok/expand.js'
import { isStackOverrun } from '../pipeline/language/compile-error.js'
import { tokenAt } from '../pipeline/language/scan.js'
import { frameOf, positions } from '../pipeline/language/source.js'
import { PatternFiles } from '../pipeline/pattern-files.js'
import type { Finding, LintedScript, Rule } from './lint/rule.js'
import { RULES } from './lint/rules.js'
import { lintedScript, type Noted, note } from './lint/script.js'

/** Tags that records have where the environment does not say which: those of the manifest that is shipped. */
export const USUAL_HOST_TAGS: readonly string[] = ['host', 'host_ip']

export interface FolderTexts {
  /** Script text by name; a finding where it cannot be read. */
  readonly scripts: Sources
  /** Texts of pattern files by name. */
  readonly patterns?: Sources
}

export interface LintSettings {
  /** Names of the tags that every record of the node has. */
  readonly hostTags?: Iterable<string>
  /** Scripts to look at; all of the folder when absent. The others are compiled where they are used. */
  readonly only?: readonly string[]
  /** How long patterns of a script may be tried, in milliseconds; no bound when absent. What was tried is remembered. */
  readonly measureMs?: number
  readonly rules?: readonly Rule[]
}

export interface ScriptSettings extends LintSettings {
  /** Name of the script. Default `script.p`. */
  readonly file?: string
  /** Other scripts of the folder by name, for `use`. */
  readonly scripts?: Readonly<Record<string, string>>
  /** Texts of pattern files by name. */
  readonly patterns?: Readonly<Record<string, string>>
}

/** Errors of one script, or its warnings, in the order of the source. */
export function lintScript(text: string, settings: ScriptSettings = {}): readonly Diagnostic[] {
  const { file = 'script.p', scripts = {}, patterns = {}, ...rest } = settings
  const texts = {
    scripts: new Map(Object.entries({ ...scripts, [file]: text })),
    patterns: new Map(Object.entries(patterns)),
  }
  return checkFolder(texts, { ...rest, only: [file] }).get(file) ?? []
}

/** Findings by file: every script that was looked at, and pattern files with faults. */
export function checkFolder(
  { scripts, patterns = new Map() }: FolderTexts,
  settings: LintSettings = {},
): ReadonlyMap<string, readonly Diagnostic[]> {
  const { scope, faults } = new PatternFiles().update(patterns)
  const linter = new Linter(scripts, scope, settings)
  const found = new Map<string, readonly Diagnostic[]>()
  for (const name of settings.only ?? scripts.keys()) found.set(name, linter.findings(name))
  for (const fault of faults) found.set(fault.file, [...(found.get(fault.file) ?? []), fault])
  return found
}

class Linter {
  private readonly folder: ScriptFolder
  /** Calls by the script that they stand in. */
  private readonly noted = new Map<string, Noted[]>()

  constructor(
    scripts: Sources,
    private readonly patterns: PatternScope,
    private readonly settings: LintSettings,
  ) {
    const observe: FolderSettings['observe'] = (step, call) => {
      const calls = this.noted.get(call.site.file) ?? []
      calls.push(note(call))
      this.noted.set(call.site.file, calls)
      return step
    }
    const functions = functionTable
    this.folder = new ScriptFolder(scripts, {
      functions,
      patterns: () => patterns.child(),
      observe,
    })
  }

  findings(name: string): readonly Diagnostic[] {
    const result = this.folder.result(name)
    if (result instanceof CompileError) return result.diagnostics
    const source = this.folder.text(name)!
    const { hostTags = USUAL_HOST_TAGS, measureMs = Infinity, rules = RULES } = this.settings
    const script = lintedScript(source, this.noted.get(name) ?? [], {
      patterns: this.patterns,
      hostTags: new Set(hostTags),
      measureMs,
    })
    const found = rules.flatMap((rule) => foundBy(rule, script))
    return found
      .sort((a, b) => a.at - b.at)
      .map(({ rule, ...each }) => diagnostic(rule, each, source, name))
  }
}

/** What a rule finds; nothing in a script that is too deep for it, though not for the compiler. */
function foundBy(rule: Rule, script: LintedScript) {
  try {
    return rule.run(script).map((each) => ({ rule, ...each }))
  } catch (error) {
    if (isStackOverrun(error)) return []
    throw error
  }
}

function diagnostic({ code }: Rule, finding: Finding, source: string, file: string): Diagnostic {
  const { at, message, hint, length = tokenAt(source, at).end - at } = finding
  const frame = frameOf(source, at, length)
  const found = { code, message, file, position: positions(source)(at) }
  return { ...found, ...(frame ? { frame } : {}), ...(hint ? { hint } : {}) }
}
