// What scripts keep between records (caches, buckets, windows), one of a kind for each version of a script. A version that
// goes lets go of everything, so that nothing it has counted is lost.
import type { Emit, Keeper, ScriptState } from './define.js'

/** What one version of a script keeps. */
export class Keep implements Keeper {
  private readonly states = new Map<unknown, ScriptState>()

  of<T extends ScriptState>(kind: new () => T): T {
    const state = (this.states.get(kind) as T | undefined) ?? new kind()
    this.states.set(kind, state)
    return state
  }

  get empty(): boolean {
    return this.states.size === 0
  }

  tick(now: bigint, emit: Emit, last: boolean): void {
    for (const state of this.states.values()) state.tick(now, emit, last)
  }
}

/** What all scripts of a folder keep. */
export class States {
  private keeps = new Set<Keep>()

  add(keep: Keep): void {
    this.keeps.add(keep)
  }

  /** Whether no script keeps anything. */
  get empty(): boolean {
    return [...this.keeps].every((keep) => keep.empty)
  }

  /**
   * Lets go of what is due.
   * @param now Unix nanoseconds
   * @param last the scripts go: everything is let go of
   */
  tick(now: bigint, emit: Emit, last = false): void {
    for (const keep of this.keeps) keep.tick(now, emit, last)
  }

  /** From now on only these are in use; all others let go of everything. */
  retain(inUse: Set<Keep>, now: bigint, emit: Emit): void {
    for (const keep of this.keeps) if (!inUse.has(keep)) keep.tick(now, emit, true)
    this.keeps = inUse
  }
}
