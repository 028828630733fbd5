// Whether JavaScript finds the same matches as Go. Translation makes classes and anchors equal; two
// differences lie in how a repeat works and cannot be translated:
//
// - JavaScript forgets a group at the start of each round, Go keeps it: `(?:(a)|(b))+` on `ab`.
// - JavaScript drops an optional round that matched nothing and tries another way through the body;
//   Go takes it and leaves: `(?:|a)*` on `a`.

import { children, type Node, type Repeat } from './go-regexp-ast.js'

/** True where the translated expression gives Go's matches and groups. */
export function isExactInJavaScript(node: Node): boolean {
  if (node.kind === 'repeat' && !repeatIsExact(node)) return false
  return children(node).every(isExactInJavaScript)
}

function repeatIsExact({ body, min, max }: Repeat): boolean {
  const nullable = isNullable(body)
  if (nullable && max > min && !emptyComesLast(body)) return false
  if (max <= 1) return true
  const groups = allGroups(body)
  if (groups.size === 0) return true
  return !nullable && groups.size === groupsOfEveryRound(body).size
}

/** Whether the node can match without taking a character. */
export function isNullable(node: Node): boolean {
  switch (node.kind) {
    case 'empty':
    case 'assert':
      return true
    case 'group':
      return isNullable(node.body)
    case 'repeat':
      return node.min === 0 || isNullable(node.body)
    case 'concat':
      return node.parts.every(isNullable)
    case 'alternate':
      return node.branches.some(isNullable)
    default:
      return false
  }
}

/** Whether every way that takes a character is tried before the way that takes none. */
function emptyComesLast(node: Node): boolean {
  if (!isNullable(node)) return true
  switch (node.kind) {
    case 'group':
      return emptyComesLast(node.body)
    case 'concat':
      return node.parts.every(emptyComesLast)
    case 'alternate':
      return !node.branches.slice(0, -1).some(isNullable) && emptyComesLast(node.branches.at(-1)!)
    case 'repeat':
      return node.greedy && emptyComesLast(node.body)
    default:
      return true
  }
}

function allGroups(node: Node): Set<number> {
  const found = new Set(children(node).flatMap((child) => [...allGroups(child)]))
  if (node.kind === 'group') found.add(node.index)
  return found
}

/** The groups that any match of the node sets. */
export function groupsOfEveryRound(node: Node): Set<number> {
  if (node.kind === 'repeat' && node.min === 0) return new Set()
  const sets = children(node).map(groupsOfEveryRound)
  const found = new Set(sets.flatMap((each) => [...each]))
  if (node.kind === 'group') return found.add(node.index)
  if (node.kind !== 'alternate') return found
  return new Set([...found].filter((index) => sets.every((each) => each.has(index))))
}
