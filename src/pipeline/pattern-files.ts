// The pattern files in use. A file with a fault keeps its last text that was taken, whole; a file that never was without one
// counts but for the patterns at fault.
import type { Diagnostic } from '../errors.js'
import type { Sources } from './folder.js'
import { type PatternScope, parsePatternFile } from './grok/expand.js'

export interface Patterns {
  readonly scope: PatternScope
  readonly faults: readonly Diagnostic[]
}

export class PatternFiles {
  private inUse: ReadonlyMap<string, string> = new Map()

  /** Texts in use by name; another map after every update. */
  get texts(): ReadonlyMap<string, string> {
    return this.inUse
  }

  /** Takes over what can be; whether a file is at fault may depend on the others. */
  update(files: Sources): Patterns {
    const faults: Diagnostic[] = []
    const texts = this.textsOf(files, faults)
    for (;;) {
      const parsed = parsePatternFile([...texts].map(([file, text]) => ({ file, text })))
      const back = parsed.faults.filter(({ file }) => this.hasOther(file, texts.get(file)))
      if (back.length === 0) {
        this.inUse = texts
        return { scope: parsed.scope, faults: [...faults, ...parsed.faults] }
      }
      faults.push(...back)
      for (const { file } of back) texts.set(file, this.inUse.get(file)!)
    }
  }

  /** A file that cannot be read is as it was. */
  private textsOf(files: Sources, faults: Diagnostic[]): Map<string, string> {
    const texts = new Map<string, string>()
    for (const [file, source] of files) {
      if (typeof source !== 'string') faults.push(source)
      const text = typeof source === 'string' ? source : this.inUse.get(file)
      if (text !== undefined) texts.set(file, text)
    }
    return texts
  }

  private hasOther(file: string, text: string | undefined): boolean {
    return this.inUse.has(file) && this.inUse.get(file) !== text
  }
}
