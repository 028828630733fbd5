// What the scripts of a folder keep between records (caches, buckets, windows), one of a kind for each script.
import type { Emit, ScriptState } from './define.js'

export class States {
  private readonly byFile = new Map<string, Map<unknown, ScriptState>>()

  /** The state of that class that belongs to a script; made on first need. */
  of<T extends ScriptState>(file: string, kind: new () => T): T {
    const kept = this.byFile.get(file) ?? new Map<unknown, ScriptState>()
    this.byFile.set(file, kept)
    const state = (kept.get(kind) as T | undefined) ?? new kind()
    kept.set(kind, state)
    return state
  }

  /** Whether any script keeps something. */
  get empty(): boolean {
    return this.byFile.size === 0
  }

  /**
   * Lets go of what is due.
   * @param now Unix nanoseconds
   * @param last the scripts go: everything is let go of
   */
  tick(now: bigint, emit: Emit, last = false): void {
    for (const kept of this.byFile.values())
      for (const state of kept.values()) state.tick(now, emit, last)
  }
}
