/** A text as a regular expression that matches just it, in JavaScript's syntax and in Go's. */
export function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
