// The document read last is kept: scripts take several values from one text.
import type { XmlNode } from './node.js'
import { readXml } from './read.js'

let lastText: string | undefined
let lastDocument: XmlNode | undefined

/** The root of a document; undefined when it is broken. */
export function readXmlDocument(text: string): XmlNode | undefined {
  if (text === lastText) return lastDocument
  lastDocument = readXml(text)
  lastText = text
  return lastDocument
}
