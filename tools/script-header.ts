// The comment a shipped script begins with. Its form is told in pipelines/README.md; what departs from it is refused.

/** What is said about one kind of line; without `kind` it holds for all. */
export interface Row {
  readonly kind: string
  readonly text: string
}

/** The header of a script, its comment signs taken away. */
export interface ScriptHeader {
  readonly title: string
  /** More about the lines, as it stands: text, and code indented by two spaces. */
  readonly about: readonly string[]
  readonly fields: readonly Row[]
  readonly status: readonly Row[]
  readonly time: readonly Row[]
}

const SECTIONS = ['Fields', 'Status', 'Time'] as const
/** `Fields: `, or that many spaces, stand before the text of a section. */
const MARGIN = 8

/** Reads the header of a script. */
export function scriptHeader(script: string): ScriptHeader {
  const lines = commentLines(script)
  const blank = lines.indexOf('')
  const [title, ...about] = lines.slice(0, blank)
  if (title === undefined) throw new Error('there is no title, or no empty line before the fields')
  const [fields, status, time] = sections(lines.slice(blank + 1))
  return { title, about, fields, status, time }
}

/** The names in a row of fields, and the note behind the semicolon. */
export function fieldNames({ text }: Row): { readonly names: readonly string[]; note: string } {
  const [list = '', ...note] = text.split('; ')
  const names = list.split(' ')
  const wrong = names.find((name) => !/^[a-z]\w*$/i.test(name))
  if (wrong !== undefined) throw new Error(`"${wrong}" is no name of a field`)
  return { names, note: note.join('; ') }
}

function commentLines(script: string): string[] {
  const lines = script.split('\n')
  const end = lines.findIndex((line) => !line.startsWith('#'))
  return lines.slice(0, end).map((line) => line.replace(/^# ?/, ''))
}

function sections(lines: readonly string[]): [Row[], Row[], Row[]] {
  const starts = SECTIONS.map((name) => lines.findIndex((line) => line.startsWith(`${name}:`)))
  const [fields, status, time] = starts as [number, number, number]
  if (fields !== 0 || status < fields || time < status)
    throw new Error('Fields, Status and Time must follow each other, directly after the empty line')
  return [rows(lines.slice(0, status)), rows(lines.slice(status, time)), rows(lines.slice(time))]
}

function rows(lines: readonly string[]): Row[] {
  const found: { kind: string; text: string }[] = []
  for (const line of lines.map((each) => each.slice(MARGIN))) {
    const [, kind, text] = /^(\S.*?) {2,}(\S.*)$/.exec(line) ?? []
    const last = found.at(-1)
    if (kind !== undefined && text !== undefined) found.push({ kind, text })
    else if (last === undefined) found.push({ kind: '', text: line.trim() })
    else last.text += ` ${line.trim()}`
  }
  return found
}
