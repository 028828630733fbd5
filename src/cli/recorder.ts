// Makes a case of one line after the other, puts it into the file or on standard output, and says what became of it.
import { basename } from 'node:path'
import type { CaseBook } from '../workbench/case-book.js'
import { ARRIVAL } from '../workbench/case-form.js'
import { type Case, caseLine, titleOf } from '../workbench/cases.js'
import { lineText } from '../workbench/difference-text.js'
import { type MadeCase, makeCase, type Present } from '../workbench/make-case.js'
import type { RecordImage } from '../workbench/point-image.js'
import { recordName } from '../workbench/run-cases.js'
import type { Suite } from '../workbench/suite.js'
import type { Workplace } from '../workbench/workplace.js'
import { counted } from './figures.js'

export interface RecordFlags {
  readonly title?: string
  readonly source?: string
  readonly tag?: Readonly<Record<string, string>>
  readonly replace?: boolean
  readonly stdout?: boolean
}

export class Recorder {
  recorded = 0
  /** Lines that are there already, and those that cannot be recorded. */
  refused = 0
  private changed = false
  /** What is said once it is written. */
  private told: string[] = []
  private readonly script: string

  constructor(
    private readonly place: Workplace,
    { script }: Suite,
    private readonly book: CaseBook,
    private readonly flags: RecordFlags,
    private readonly present: Present,
  ) {
    this.script = basename(script)
  }

  /** @param name source of the record */
  async record(input: string, name: string | undefined): Promise<void> {
    const { tag: tags, title } = this.flags
    const given = {
      input,
      ...(title !== undefined && { title: this.numbered(title) }),
      ...(name && name !== recordName({ input }, this.script) && { name }),
      ...(tags && { tags }),
    }
    const made = await makeCase(this.place, this.script, given, this.present)
    if (made.outcome.outOfTime) this.refuse(made.one, made.outcome.failure ?? '')
    else this.keep(made)
  }

  async save(): Promise<void> {
    if (!this.changed) return
    this.changed = false
    await this.book.save()
    process.stdout.write(this.told.join(''))
    this.told = []
  }

  /** One title for several lines: the later ones are numbered. */
  private numbered(title: string): string {
    return this.recorded === 0 ? title : `${title} (${this.recorded + 1})`
  }

  private keep(made: MadeCase): void {
    const { one } = made
    if (this.flags.stdout) {
      process.stdout.write(`${caseLine(one)}\n`)
      this.recorded++
      return
    }
    const added = this.book.add(one, this.flags.replace ?? false, this.flags.title !== undefined)
    if (added.what !== 'refused') {
      this.changed = true
      this.recorded++
      this.tell(added.what, made)
      return
    }
    const { line, one: before } = added.before
    const place = `${this.book.path}:${line}`
    this.refuse(one, `${place} has it: "${titleOf(before)}"; --replace takes its place`)
  }

  private tell(what: string, { one, outcome }: MadeCase): void {
    const found = foundText(outcome.image, one, this.script)
    this.told.push(`${this.book.path}: ${what} "${lineText(titleOf(one))}": ${found}\n`)
    const { failure } = outcome
    if (failure !== undefined) process.stderr.write(`the script stopped: ${failure}\n`)
  }

  private refuse(one: Case, why: string): void {
    this.refused++
    process.stderr.write(`not recorded: ${lineText(one.input, 60)}: ${why}\n`)
  }
}

/** What came out of a line, in short. */
function foundText(image: RecordImage, one: Case, script: string): string {
  if (image.dropped) return 'dropped'
  const fields = [...image.fields.keys()].filter((key) => key !== 'message' && key !== 'status')
  const tags = [...image.tags.keys()].filter((key) => !Object.hasOwn(one.tags ?? {}, key))
  const parts = [
    ...(fields.length > 0 ? [counted(fields.length, 'field')] : []),
    ...(tags.length > 0 ? [counted(tags.length, 'tag')] : []),
    ...(image.time === ARRIVAL ? [] : ['its time']),
    ...(image.name === recordName(one, script) ? [] : ['another name']),
    ...(image.made.length > 0 ? [`${counted(image.made.length, 'point')} beside it`] : []),
  ]
  return parts.length > 0 ? parts.join(', ') : 'nothing was extracted'
}
