// The nodes of an XML document, linked both ways, so that no walk needs recursion. Moving to a sibling passes over text
// that is all white space; moving to a first child does not.
import { trimSpace } from '../../../../util/trim-space.js'

export type NodeKind = 'document' | 'declaration' | 'element' | 'text' | 'cdata' | 'comment'

export interface Attribute {
  readonly local: string
  readonly prefix: string
  readonly space: string
  readonly value: string
}

const NO_ATTRIBUTES: readonly Attribute[] = []

export class XmlNode {
  parent: XmlNode | undefined
  firstChild: XmlNode | undefined
  lastChild: XmlNode | undefined
  previous: XmlNode | undefined
  next: XmlNode | undefined
  /** Text that is all white space. */
  readonly isBlank: boolean

  /**
   * @param data local name of an element or target of a declaration; text of all others
   * @param level how deep it is, as the builder counts
   */
  constructor(
    readonly kind: NodeKind,
    readonly data: string,
    readonly level: number,
    readonly prefix = '',
    readonly space = '',
    readonly attributes = NO_ATTRIBUTES,
  ) {
    this.isBlank = kind === 'text' && trimSpace(data) === ''
  }

  append(child: XmlNode): void {
    child.parent = this
    child.previous = this.lastChild
    if (this.lastChild === undefined) this.firstChild = child
    else this.lastChild.next = child
    this.lastChild = child
  }
}

export function nextSibling(node: XmlNode): XmlNode | undefined {
  let next = node.next
  while (next?.isBlank) next = next.next
  return next
}

export function previousSibling(node: XmlNode): XmlNode | undefined {
  let previous = node.previous
  while (previous?.isBlank) previous = previous.previous
  return previous
}

/**
 * All text in a node, without comments.
 * @param visit called for each node on the way
 */
export function innerText(top: XmlNode, visit?: () => void): string {
  let text = ''
  for (let node: XmlNode | undefined = top; node; node = after(node, top)) {
    visit?.()
    if (node.kind === 'text' || node.kind === 'cdata') text += node.data
  }
  return text
}

/** The node that follows in document order, within a node. */
function after(node: XmlNode, top: XmlNode): XmlNode | undefined {
  if (node.firstChild) return node.firstChild
  let at: XmlNode | undefined = node
  while (at && at !== top && !at.next) at = at.parent
  return at === top ? undefined : at?.next
}
