// A file of cases to which cases are added. One line has one case: the same input is not added twice.
import { readFile, writeFile } from 'node:fs/promises'
import { type Case, type PlacedCase, readCases, withCases, withMoreCases } from './cases.js'

export type Added =
  | { readonly what: 'added' }
  | { readonly what: 'replaced' | 'refused'; readonly before: PlacedCase }

export class CaseBook {
  private text = ''
  private byInput = new Map<string, PlacedCase>()

  private constructor(readonly path: string) {}

  /** A file that is not there is an empty one. */
  static async open(path: string): Promise<CaseBook> {
    const book = new CaseBook(path)
    await book.reload()
    return book
  }

  /** Takes over what others have written meanwhile. */
  async reload(): Promise<void> {
    this.text = await readFile(this.path, 'utf8').catch(emptyWhenMissing)
    const { cases } = readCases(this.text)
    this.byInput = new Map(cases.toReversed().map((each) => [each.one.input, each]))
  }

  /**
   * @param replace puts it in the place of the case with the same input
   * @param titled whether its title takes the place of the title, too
   */
  add(one: Case, replace: boolean, titled: boolean): Added {
    const before = this.byInput.get(one.input)
    if (!before) return this.append(one)
    if (!replace) return { what: 'refused', before }
    const { line } = before
    const after = { line, one: inPlaceOf(before.one, one, titled) }
    this.text = withCases(this.text, [after])
    this.byInput.set(one.input, after)
    return { what: 'replaced', before }
  }

  private append(one: Case): Added {
    this.text = withMoreCases(this.text, [one])
    this.byInput.set(one.input, { line: this.text.split('\n').length - 1, one })
    return { what: 'added' }
  }

  async save(): Promise<void> {
    await writeFile(this.path, this.text)
  }
}

function emptyWhenMissing(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return ''
  throw error
}

/** What decides the result is the new case's, all else stays. */
function inPlaceOf(before: Case, { title, ...one }: Case, titled: boolean): Case {
  const { name: _name, tags: _tags, fields: _fields, now: _now, tz: _tz, ...kept } = before
  return { ...kept, ...one, ...((titled || !kept.title) && title !== undefined && { title }) }
}
