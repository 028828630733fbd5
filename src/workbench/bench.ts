// The inside of the worker: a question as bytes, its answer as bytes. What is wrong with a question is an answer, too.
import { debug } from './debug.js'
import { Engine } from './engine.js'
import { format } from './format.js'
import type { Answer, Ask, BenchSettings, Kind } from './messages.js'
import { faultJson, RequestFault } from './request-fault.js'
import { parseBody } from './request-members.js'
import { tryScript } from './try.js'

/** Answers a body. @throws RequestFault */
type Work = (body: Readonly<Record<string, unknown>>, engine: Engine) => Promise<string>

const WORKS: Readonly<Record<Kind, Work>> = { debug, try: tryScript, format }

export class Bench {
  private readonly engine: Engine

  constructor(settings: BenchSettings) {
    this.engine = new Engine(settings)
  }

  start(): Promise<void> {
    return this.engine.start()
  }

  async answer({ kind, body, patterns }: Ask): Promise<Answer> {
    if (patterns) this.engine.usePatterns(patterns)
    try {
      return { status: 200, body: bytes(await WORKS[kind](parseBody(body), this.engine)) }
    } catch (error) {
      if (!(error instanceof RequestFault)) throw error
      return { status: error.status, body: bytes(faultJson(error)) }
    }
  }
}

const encoder = new TextEncoder()

/** Bytes that own their memory, so that they can be handed over. */
function bytes(text: string): Uint8Array {
  return encoder.encode(text)
}
