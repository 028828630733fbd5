// Which scripts a script names in `use`, guessed from its text alone: it need not compile. Nothing here needs Node.

const USE = /\buse\s*\(\s*("""|'''|["'])([^"']+)\1/g

/** Names in the order they stand there, each as often. */
export function usedNames(text: string): string[] {
  return Array.from(text.matchAll(USE), ([, , name]) => name!)
}
