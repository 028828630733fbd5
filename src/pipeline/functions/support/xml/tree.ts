// Builds the tree of a document from its parts. A processing instruction opens a level that is never closed: what
// follows it on the same level comes to stand beside it, inside the element before. Paths rely on this.
import { type Attribute, type NodeKind, XmlNode } from './node.js'

/** Documents with more nodes are taken for broken. */
const MAX_NODES = 1_000_000

export class TooManyNodes extends Error {}

export class TreeBuilder {
  readonly document = new XmlNode('document', '', 0)
  private last = this.document
  private level = 0
  private count = 0

  start(local: string, prefix: string, space: string, attributes: readonly Attribute[]): void {
    if (this.level === 0) {
      this.level = 1
      this.open(new XmlNode('declaration', 'xml', 1))
    }
    this.open(new XmlNode('element', local, this.level, prefix, space, attributes))
    this.level++
  }

  end(): void {
    this.level--
  }

  leaf(kind: NodeKind, text: string): void {
    this.place(new XmlNode(kind, text, this.level))
  }

  instruction(target: string): void {
    if (this.last.kind !== 'declaration') this.level++
    this.open(new XmlNode('declaration', target, this.level))
  }

  private open(node: XmlNode): void {
    this.place(node)
    this.last = node
  }

  /** Below the node opened last, beside it, or beside one above it. What stands beside the document is lost. */
  private place(node: XmlNode): void {
    if (++this.count > MAX_NODES) throw new TooManyNodes()
    if (node.level > this.last.level) {
      this.last.append(node)
      return
    }
    while (this.last.level - node.level > 1 && this.last.parent) this.last = this.last.parent
    const beside = this.last.level === node.level ? this.last : this.last.parent
    beside?.parent?.append(node)
  }
}
