// The document read last is kept: scripts take several values from one text.
import type { XmlNode } from './node.js'
import { readXml } from './read.js'

/** One object: a script can be interrupted between any two steps. */
let last: { readonly text: string; readonly document: XmlNode | undefined } | undefined

/** The root of a document; undefined when it is broken. */
export function readXmlDocument(text: string): XmlNode | undefined {
  if (text !== last?.text) last = { text, document: readXml(text) }
  return last.document
}
