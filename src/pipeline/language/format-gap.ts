// What stands between two tokens and is none itself: comments and ends of lines. Commas and semicolons in it mean nothing here.

export interface Comment {
  readonly text: string
  /** How many lines end between what stands before it and itself. 0: it stands behind that on its line. */
  readonly newlines: number
}

export interface Gap {
  readonly comments: readonly Comment[]
  /** How many lines end between the last comment, or all that stands before, and the next token. */
  readonly newlines: number
}

/** Reads a piece of the source that holds no token but separators. */
export function gapOf(source: string, from: number, to: number): Gap {
  const comments: Comment[] = []
  let newlines = 0
  for (const [found] of source.slice(from, to).matchAll(/#[^\n\r]*|\n/g)) {
    if (found === '\n') newlines++
    else {
      comments.push({ text: found.trimEnd(), newlines })
      newlines = 0
    }
  }
  return { comments, newlines }
}

/** Whether the author put something between the two on a line of its own, or broke the line there. */
export function isBroken({ comments, newlines }: Gap): boolean {
  return newlines > 0 || comments.length > 0
}

/** Whether what follows must stand on another line than what goes before. */
export function endsLine({ comments, newlines }: Gap): boolean {
  return comments.some((comment) => comment.newlines > 0) || (comments.length > 0 && newlines > 0)
}
