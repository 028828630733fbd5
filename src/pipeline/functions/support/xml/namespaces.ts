// The namespaces in force while a document is read. What an element declares ends with it; changes are kept to be undone,
// so that deep nesting costs no copies.
import type { Name } from './name.js'

const XML_SPACE = 'http://www.w3.org/XML/1998/namespace'

type Change = readonly [prefix: string, before: string | undefined]

export class Namespaces {
  private readonly spaces = new Map<string, string>()
  private readonly changes: Change[][] = []

  /** An element begins. Declarations of the default namespace have the prefix "". */
  enter(declared: readonly (readonly [prefix: string, space: string])[]): void {
    this.changes.push(declared.map(([prefix]) => [prefix, this.spaces.get(prefix)]))
    for (const [prefix, space] of declared) this.spaces.set(prefix, space)
  }

  leave(): void {
    for (const [prefix, before] of (this.changes.pop() ?? []).toReversed()) {
      if (before === undefined) this.spaces.delete(prefix)
      else this.spaces.set(prefix, before)
    }
  }

  ofElement({ prefix, local }: Name): string {
    if (prefix === 'xmlns' || (prefix === '' && local === 'xmlns')) return prefix
    if (prefix === 'xml') return XML_SPACE
    return this.spaces.get(prefix) ?? prefix
  }

  ofAttribute(name: Name): string {
    return name.prefix === '' ? '' : this.ofElement(name)
  }
}

/** The prefix last declared for each namespace, anywhere before in the document. */
export class Prefixes {
  private readonly prefixes = new Map([[XML_SPACE, 'xml']])

  declare(space: string, prefix: string): void {
    this.prefixes.set(space, prefix)
  }

  get(space: string): string | undefined {
    return this.prefixes.get(space)
  }
}
