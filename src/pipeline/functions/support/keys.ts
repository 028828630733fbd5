// The name `_` stands for `message`. The compiler does this for names in the source; functions that get a name as a
// value do it here.

/** The key that a name means. */
export function keyOf(name: string): string {
  return name === '_' ? 'message' : name
}
