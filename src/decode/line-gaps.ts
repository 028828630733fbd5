// Clients count the lines they read from a file. A hole in that count, on one connection, is lines that were lost before
// they arrived. A count that goes back is a file that was replaced, not a loss.

/** Files that one connection is followed in; the one begun first is forgotten beyond that. */
const MAX_FILES = 256
/** Longest path that is followed: no file system has longer ones, and a client may send anything. */
const MAX_PATH = 4096

export class LineGaps {
  private readonly last = new Map<string, number>()

  /** How many lines are missing between this line of the file and the one before it. */
  missing(filepath: string, line: number): number {
    if (filepath.length > MAX_PATH) return 0
    const before = this.last.get(filepath)
    if (before === undefined) this.makeRoom()
    this.last.set(filepath, line)
    return before !== undefined && line > before + 1 ? line - before - 1 : 0
  }

  private makeRoom(): void {
    if (this.last.size < MAX_FILES) return
    for (const oldest of this.last.keys()) {
      this.last.delete(oldest)
      return
    }
  }
}
