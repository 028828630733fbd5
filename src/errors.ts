// Every error that a person is to act on: a stable code, what is wrong, where, and what to do. Codes are never reused.
// PL1xx syntax · PL2xx names and arity · PL3xx arguments · PL4xx patterns and regular expressions · PL9xx warnings
// CF1xx configuration files · CF2xx environment · CF9xx warnings
import { type Frame, formatFrame } from './errors/frame.js'

/** Code → what it means, one sentence. `docs/errors.md` is printed from this table and errors/explanations.ts. */
export const CODES = {
  PL101: 'The text is not a token of the language (bad number, string or character).',
  PL102: 'The script does not follow the grammar at this place.',
  PL103: 'Division or remainder by a literal zero.',
  PL104: '`break` or `continue` outside a loop.',
  PL105: 'A `for` loop has a header that cannot work.',
  PL106: 'A slice bound or map key is a literal of a kind that cannot work.',
  PL107: 'The script is nested too deeply.',
  PL201: 'There is no function of this name.',
  PL202: 'A call has too few, too many or misnamed arguments.',
  PL203: 'A script named by `use` does not exist, or uses itself in a circle.',
  PL301: 'An argument is of a kind that the function does not take.',
  PL302: 'The value of an argument cannot work.',
  PL401: 'A grok pattern names a pattern that does not exist or is malformed.',
  PL402: 'A regular expression is not valid.',
  PL901: 'A pattern takes the name of another one.',
  PL902: 'A pattern is added that nothing uses.',
  PL903: 'A pattern contradicts itself: no text matches.',
  PL904: 'The same grok was tried before.',
  PL905: 'A part of the script never runs.',
  PL906: 'A capture is gone before anything reads it.',
  PL907: 'A pattern captures the same name twice.',
  PL908: 'A field has the name of a host tag.',
  PL909: 'Some line holds a pattern up for too long.',
  PL910: 'A statement has no effect.',
  PL911: 'A variable is set and never read.',
  PL912: 'A captured text is compared with a number.',
  CF101: 'A configuration file is not valid TOML.',
  CF102: 'A value in a configuration file is of the wrong kind or out of range.',
  CF103: 'A file or folder named by the configuration cannot be read.',
  CF104: 'A pattern file holds a line that is not a pattern.',
  CF105: 'A variable or file that a value of a configuration file refers to does not exist.',
  CF106: 'Two inputs listen on the same address.',
  CF107: 'An input cannot listen on its address.',
  CF108: 'A file of a certificate, a key or tokens holds what cannot be used.',
  CF201: 'An environment variable has a value that cannot work.',
  CF901: 'An input or key that this program does not have; it is ignored.',
  CF902: 'A setting that has no effect on logs; it is ignored.',
  CF903: 'A value was understood, but it should be written otherwise.',
  CF904: 'A setting that this version does not support yet; what happens instead is said.',
  CF905: 'A part of a value is not of the form expected; the part is left out.',
  CF906: 'The token of a Dataway is missing or not of a known form.',
  CF907: 'A setting has changed that is taken over at the next start only.',
  CF908:
    'A certificate or token that does not protect for long: expired, soon to expire, or short.',
  CF909: 'A tag of this node cannot be filled in; it is left out.',
  CF910: 'A variable of DataKit has a value that cannot work; the default is used.',
} as const

export type Code = keyof typeof CODES

/** A place in a text: both numbers from 1, the column in UTF-8 bytes. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** One finding about a script or a setting. */
export interface Diagnostic {
  readonly code: Code
  /** What is wrong and which value, in one sentence without a full stop. */
  readonly message: string
  /** File name, or the name of the environment variable. */
  readonly file: string
  readonly position?: Position
  /** The line of a script that shows it. Never of a configuration: its lines may hold secrets. */
  readonly frame?: Frame
  /** What to do about it. */
  readonly hint?: string
}

/** What a frame has before the line, for files of up to 999 lines. */
const GUTTER = 8

/** `nginx.p:3:20: error PL302: …`, below it the line with a mark under the place, and the hint. */
export function formatDiagnostic(d: Diagnostic): string {
  return formatDiagnosticWithin(d, undefined)
}

/** The same on a terminal of so many columns. */
export function formatDiagnosticWithin(d: Diagnostic, columns: number | undefined): string {
  const lines = [headline(d)]
  if (d.frame) lines.push(formatFrame(d.frame, columns && columns - GUTTER))
  if (d.hint) lines.push(`  hint: ${d.hint}`)
  return lines.join('\n')
}

/** The first line of it, which quotes nothing of the file. */
export function headline(d: Diagnostic): string {
  const at = d.position ? `${d.file}:${d.position.line}:${d.position.column}` : d.file
  const level = /^..9/.test(d.code) ? 'warning' : 'error'
  return `${at}: ${level} ${d.code}: ${d.message}`
}

/** A script that does not compile. The first diagnostic is the one the original would report. */
export class CompileError extends Error {
  constructor(readonly diagnostics: readonly [Diagnostic, ...Diagnostic[]]) {
    super(diagnostics.map(formatDiagnostic).join('\n'))
    this.name = 'CompileError'
  }
}

/** A configuration that cannot be used: all its faults at once. */
export class ConfigError extends Error {
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join('\n'))
    this.name = 'ConfigError'
  }
}

/** A script that stopped on a record. What it did before stays. */
export class RunFailure extends Error {
  constructor(
    message: string,
    readonly file: string,
    readonly position: Position,
    /** Whether it ends the script also where an argument may fail. */
    readonly breaksDown = false,
  ) {
    super(`${file}:${position.line}:${position.column}: ${message}`)
    this.name = 'RunFailure'
  }
}
