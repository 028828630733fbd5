// From an expression to the text of the first node it finds. Invalid expressions, and documents too large for theirs, find
// nothing.
import type { XmlNode } from '../xml/node.js'
import { compilePath } from './compile.js'
import { placeOf, textAt } from './place.js'
import { PathCrash, type Query } from './query.js'
import { PathRun, TooMuchWork } from './run.js'
import { InvalidPath } from './scan.js'

type Fail = (reason: string) => never

/** Compiles an expression; what it cannot do shows when it is used. */
export function preparePath(expression: string): (root: XmlNode, fail: Fail) => string | undefined {
  const query = compiled(expression)
  return (root, fail) => {
    try {
      return query && firstText(query, root)
    } catch (error) {
      if (error instanceof PathCrash) return fail(error.message)
      if (error instanceof TooMuchWork) return undefined
      throw error
    }
  }
}

function compiled(expression: string): Query | undefined {
  try {
    return compilePath(expression)
  } catch (error) {
    if (error instanceof InvalidPath) return undefined
    if (error instanceof PathCrash) return crashing(error)
    throw error
  }
}

function crashing(error: PathCrash): Query {
  const crash = () => {
    throw error
  }
  return { select: crash, evaluate: crash }
}

function firstText(query: Query, root: XmlNode): string | undefined {
  for (const place of query.select(new PathRun(), placeOf(root))) return textAt(place)
  return undefined
}
