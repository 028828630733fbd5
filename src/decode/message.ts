// Decodes the frames of one connection. A frame like one of the last few costs a comparison and the log text; any other
// is read in full. Both ways give the same answer.
import { type Decoded, KnownMessage } from './head-memo.js'
import { type FaultReason, MessageFault, readMessage } from './read-message.js'
import { buildTemplate, lineNumber, type MergeTags } from './template.js'
import { hasHalfPair } from './well-formed.js'

export type { Decoded } from './head-memo.js'
export type { FaultReason } from './read-message.js'
export type { MergeTags, Template } from './template.js'

/** A message that is dropped and counted; the connection stays. */
export interface DecodeFault {
  readonly template: undefined
  readonly reason: FaultReason
  /** What is wrong, without any content of the log. */
  readonly detail: string
}

/** A sidecar sends the lines of a few files in turn. */
const MAX_KNOWN = 8

export class MessageDecoder {
  /** The last kinds of message, the newest first. */
  private readonly known: KnownMessage[] = []

  /** @param merge joins the tags; it is asked once for each new kind of message */
  constructor(private readonly merge: MergeTags) {}

  decode(frame: Buffer): Decoded | DecodeFault {
    const text = frame.toString()
    return this.recall(text) ?? this.read(text)
  }

  /** Forgets what it knows, so that changed tags are merged anew. */
  forget(): void {
    this.known.length = 0
  }

  private recall(text: string): Decoded | undefined {
    for (let i = 0; i < this.known.length; i++) {
      const known = this.known[i]!
      const decoded = known.match(text)
      if (!decoded) continue
      if (i > 0) this.moveToFront(known, i)
      return decoded
    }
    return undefined
  }

  private read(text: string): Decoded | DecodeFault {
    try {
      const message = readMessage(text)
      const template = buildTemplate(message, this.merge)
      this.remember(KnownMessage.learn(text, message, template))
      const lines = lineNumber(message)
      return { template, log: message.log, lines, replaced: hasHalfPair(text) }
    } catch (error) {
      if (!(error instanceof MessageFault)) throw error
      return { template: undefined, reason: error.reason, detail: error.message }
    }
  }

  private remember(known: KnownMessage | undefined): void {
    if (!known) return
    this.known.unshift(known)
    if (this.known.length > MAX_KNOWN) this.known.pop()
  }

  private moveToFront(known: KnownMessage, from: number): void {
    for (let i = from; i > 0; i--) this.known[i] = this.known[i - 1]!
    this.known[0] = known
  }
}
