// A place in a document: a node, or an attribute of an element. What paths see of it: kind, name, value.
import { type Attribute, innerText, type XmlNode } from '../xml/node.js'

export interface Place {
  readonly node: XmlNode
  /** Index of the attribute; -1 for the node itself. */
  readonly attribute: number
}

/** A place with its position among those of one step. */
export interface Found extends Place {
  readonly position: number
  /** How far below the start it was found, where that matters to filters. */
  readonly depth: number
}

export type PlaceKind = 'root' | 'element' | 'attribute' | 'text' | 'comment'

export function placeOf(node: XmlNode): Place {
  return { node, attribute: -1 }
}

function attributeAt({ node, attribute }: Place): Attribute | undefined {
  return attribute < 0 ? undefined : node.attributes[attribute]
}

export function placeKind({ node, attribute }: Place): PlaceKind {
  switch (node.kind) {
    case 'element':
      return attribute < 0 ? 'element' : 'attribute'
    case 'cdata':
      return 'text'
    case 'text':
    case 'comment':
      return node.kind
    default:
      return 'root'
  }
}

export function localName(place: Place): string {
  return attributeAt(place)?.local ?? place.node.data
}

export function prefixOf(place: Place): string {
  return (attributeAt(place) ?? place.node).prefix
}

export function spaceOf(place: Place): string {
  return (attributeAt(place) ?? place.node).space
}

/**
 * The value that conditions see: a CDATA section of its own and the whole document have none.
 * @param visit called for each node that is looked at
 */
export function textValue(place: Place, visit: () => void): string {
  const { node } = place
  if (node.kind === 'element') return attributeAt(place)?.value ?? innerText(node, visit)
  return node.kind === 'text' || node.kind === 'comment' ? node.data : ''
}

/** The text that is taken out of the document. */
export function textAt(place: Place): string {
  return attributeAt(place)?.value ?? innerText(place.node)
}
