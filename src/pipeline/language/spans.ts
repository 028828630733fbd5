// Where the nodes of a match stand.
import type { Node } from 'ohm-js'
import { nextToken } from './scan.js'

export function start(node: Node): number {
  return node.source.startIdx
}

/** The token after a construct. */
export function following(node: Node): number {
  return nextToken(node.source.sourceString, node.source.endIdx)
}
