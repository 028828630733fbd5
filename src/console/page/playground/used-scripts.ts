// Which other scripts a script needs: those that it names in `use`.
import { usedNames } from '../../../pipeline/used-names.js'

/** Scripts in force that the script uses, and those that they use. */
export function usedBy(
  script: string,
  file: string,
  others: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  const follow = (text: string) => {
    for (const name of usedNames(text)) {
      const other = others.get(name)
      if (other === undefined || name === file || Object.hasOwn(found, name)) continue
      found[name] = other
      follow(other)
    }
  }
  follow(script)
  return found
}
