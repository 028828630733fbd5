// Reads XML as strictly as Go's encoding/xml does: tags match, attributes are quoted, no entities but the five and
// character references. Nothing is fetched or expanded, and a document type is passed over.
import { toBytes } from '../../../../util/bytes.js'
import { isName, type Name, splitName } from './name.js'
import { Namespaces, Prefixes } from './namespaces.js'
import type { Attribute, XmlNode } from './node.js'
import { decodeText } from './text.js'
import { TooManyNodes, TreeBuilder } from './tree.js'

/** Elements nested deeper make a document broken. */
const MAX_DEPTH = 10_000

/** What is wrong with a document. */
class BrokenXml extends Error {}

interface OpenElement {
  readonly name: Name
  readonly space: string
}

interface RawAttribute extends Name {
  readonly value: string
}

/** The root of a document; undefined when it is broken. */
export function readXml(text: string): XmlNode | undefined {
  try {
    return new XmlReader(text).read()
  } catch (error) {
    if (error instanceof BrokenXml || error instanceof TooManyNodes) return undefined
    throw error
  }
}

class XmlReader {
  private at = 0
  private isRecoded = false
  private readonly tree = new TreeBuilder()
  private readonly open: OpenElement[] = []
  private readonly namespaces = new Namespaces()
  private readonly prefixes = new Prefixes()

  constructor(private text: string) {}

  read(): XmlNode {
    while (this.at < this.text.length) this.readPart()
    if (this.open.length > 0) throw new BrokenXml('the end comes too early')
    return this.tree.document
  }

  private readPart(): void {
    if (this.text[this.at] !== '<') this.readText()
    else if (this.skips('</')) this.readEnd()
    else if (this.skips('<?')) this.readInstruction()
    else if (this.skips('<!--')) this.readComment()
    else if (this.skips('<![CDATA[')) this.readCdata()
    else if (this.skips('<!')) this.skipDirective()
    else this.readStart()
  }

  private readText(): void {
    const end = this.text.indexOf('<', this.at)
    const raw = this.text.slice(this.at, end < 0 ? undefined : end)
    this.at += raw.length
    if (raw.includes(']]>')) throw new BrokenXml('the end of a CDATA section in text')
    this.tree.leaf('text', this.decoded(raw, true))
  }

  private readCdata(): void {
    const raw = this.upTo(']]>')
    this.tree.leaf(this.isRecoded ? 'text' : 'cdata', this.decoded(raw, false))
  }

  private readComment(): void {
    const comment = this.upTo('--')
    if (!this.skips('>')) throw new BrokenXml('two dashes in a comment')
    this.tree.leaf('comment', comment)
  }

  private readInstruction(): void {
    const target = this.readName()
    this.skipSpace()
    const content = this.upTo('?>')
    if (target === 'xml') this.readDeclaration(content)
    this.tree.instruction(target)
  }

  /** What follows a declaration of another encoding is read anew in it. */
  private readDeclaration(content: string): void {
    if ((pseudoAttribute(content, 'version') || '1.0') !== '1.0')
      throw new BrokenXml('another version than 1.0')
    const encoding = pseudoAttribute(content, 'encoding').toLowerCase()
    if (encoding === '' || encoding === 'utf-8') return
    try {
      const decoder = new TextDecoder(encoding, { ignoreBOM: true })
      this.text = decoder.decode(toBytes(this.text.slice(this.at)))
    } catch {
      throw new BrokenXml('an unknown encoding')
    }
    this.at = 0
    this.isRecoded = true
  }

  /** `<!DOCTYPE a [<!ENTITY b "c">]>`, with quotes, nested brackets and comments. */
  private skipDirective(): void {
    if (this.text[this.at] === '-' || this.text[this.at] === '[')
      throw new BrokenXml('neither a comment nor a CDATA section')
    this.at++
    let depth = 0
    while (true) {
      const sign = this.find(/["'<>]/g)
      if (sign === '>' && depth-- === 0) return
      if (sign === '<' && this.skips('!--')) this.upTo('-->')
      else if (sign === '<') depth++
      else if (sign !== '>') this.upTo(sign)
    }
  }

  private readStart(): void {
    const isFirst = this.at === 0
    this.at++
    const name = this.readNsName()
    const attributes: RawAttribute[] = []
    let isEmpty = false
    while (!this.skips('>')) {
      isEmpty = this.skips('/')
      if (!isEmpty) attributes.push(this.readAttribute())
      else if (this.text[this.at] !== '>') throw new BrokenXml('a slash inside of a tag')
    }
    this.startElement(name, attributes, isFirst)
    if (isEmpty) this.endElement(name)
  }

  private readAttribute(): RawAttribute {
    const name = this.readNsName()
    if (!this.skips('=')) throw new BrokenXml('an attribute without value')
    this.skipSpace()
    const quote = this.text[this.at]
    if (quote !== '"' && quote !== "'") throw new BrokenXml('a value without quotes')
    this.at++
    const raw = this.upTo(quote)
    if (raw.includes('<')) throw new BrokenXml('a bracket in a value')
    this.skipSpace()
    return { ...name, value: this.decoded(raw, true) }
  }

  private startElement(name: Name, attributes: readonly RawAttribute[], isFirst: boolean): void {
    if (this.open.length >= MAX_DEPTH) throw new BrokenXml('too deep')
    this.namespaces.enter(attributes.flatMap(declaration))
    const space = this.namespaces.ofElement(name)
    for (const { prefix, local, value } of attributes) {
      if (local === 'xmlns') this.prefixes.declare(value, '')
      else if (prefix === 'xmlns') this.prefixes.declare(value, local)
    }
    const prefix = this.elementPrefix(name, space, isFirst)
    this.tree.start(name.local, prefix, space, attributes.map(this.named))
    this.open.push({ name, space })
  }

  /**
   * The prefix as written, if it is the one last declared for its namespace. In another encoding only the first element has it,
   * and only directly behind the declaration.
   */
  private elementPrefix(name: Name, space: string, isFirst: boolean): string {
    if (space === '') return ''
    const prefix = this.prefixes.get(space)
    if (prefix === undefined) throw new BrokenXml('a prefix that is not declared')
    return prefix === name.prefix && (isFirst || !this.isRecoded) ? prefix : ''
  }

  private readonly named = (attribute: RawAttribute): Attribute => {
    const space = this.namespaces.ofAttribute(attribute)
    return { ...attribute, space, prefix: this.prefixes.get(space) ?? space }
  }

  private readEnd(): void {
    const name = this.readNsName()
    if (!this.skips('>')) throw new BrokenXml('something else in an end tag')
    this.endElement(name)
  }

  private endElement(name: Name): void {
    const start = this.open.pop()
    if (start?.name.local !== name.local) throw new BrokenXml('an end tag without its start tag')
    if (start.space !== this.namespaces.ofElement(name))
      throw new BrokenXml('an end tag of another namespace')
    this.namespaces.leave()
    this.tree.end()
  }

  /** A name and the white space after it. */
  private readNsName(): Name {
    const name = splitName(this.readName())
    if (name === undefined) throw new BrokenXml('two colons in a name')
    this.skipSpace()
    return name
  }

  private readName(): string {
    const name = this.matched(/[\w:.\-\u0080-\uffff]+/y)
    if (!isName(name)) throw new BrokenXml('no name')
    return name
  }

  private decoded(raw: string, hasReferences: boolean): string {
    const text = decodeText(raw, hasReferences)
    if (text === undefined) throw new BrokenXml('a wrong reference or character')
    return text
  }

  private skipSpace(): void {
    this.matched(/[ \r\n\t]*/y)
  }

  private matched(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0] ?? ''
    this.at += found.length
    return found
  }

  /** The next place that matches one character; goes on behind it. */
  private find(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)
    if (found === null) throw new BrokenXml('the end comes too early')
    this.at = pattern.lastIndex
    return found[0]
  }

  private skips(sign: string): boolean {
    if (!this.text.startsWith(sign, this.at)) return false
    this.at += sign.length
    return true
  }

  /** The text before a sign; goes on behind it. */
  private upTo(sign: string): string {
    const end = this.text.indexOf(sign, this.at)
    if (end < 0) throw new BrokenXml('the end comes too early')
    const text = this.text.slice(this.at, end)
    this.at = end + sign.length
    return text
  }
}

function declaration({ prefix, local, value }: RawAttribute): [prefix: string, space: string][] {
  if (prefix === 'xmlns') return [[local, value]]
  return prefix === '' && local === 'xmlns' ? [['', value]] : []
}

/** `version="1.0"` in a declaration; "" if it is not there. */
function pseudoAttribute(content: string, name: string): string {
  const at = content.indexOf(`${name}=`)
  const rest = at < 0 ? '' : content.slice(at + name.length + 1)
  return (
    /^(?:"([^"]*)"|'([^']*)')/
      .exec(rest)
      ?.slice(1)
      .find((value) => value !== undefined) ?? ''
  )
}
