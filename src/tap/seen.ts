// A record as the pass shows it to those who look: the point itself, read at once and never kept.
import type { Point } from '../point/point.js'

export interface Seen {
  readonly point: Point
  /** The source that it came with; a script may have given it another name. */
  readonly came: string
  /** A filter leaves it out. */
  readonly filtered: boolean
  /** The script that it went through; absent when it has none. */
  readonly script?: string | undefined
  /** Whether the script ended well and, where it called groks, one matched. */
  readonly matched?: boolean | undefined
  /** Why the script stopped on it, with the place. */
  readonly failure?: string | undefined
  /** The script had no time for it. */
  readonly unparsed?: 'time' | 'allowance' | undefined
  /** Made by a script beside its record. */
  readonly made?: { readonly category: string; readonly by: string }
}
