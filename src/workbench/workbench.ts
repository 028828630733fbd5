// The owner's side of the workbench: a desk for what an author waits for, and one for `debug`, which may take much longer.
import { Desk, type DeskSettings } from './desk.js'
import type { Answer, Kind } from './messages.js'

export type WorkbenchSettings = DeskSettings

/** Takes the ways that most scripts take. */
const FIRST = {
  script:
    'if grok(_, "%{IPORHOST:ip} .%{HTTPDATE:time}. %{INT:n:int}") { default_time(time) }\njson_all()',
  lines: ['10.0.0.1 [04/Aug/2022:10:21:14 +0800] 7', '{"a":1}', 'x'],
}

export class Workbench {
  private readonly quick: Desk
  private readonly long: Desk

  constructor(settings: WorkbenchSettings) {
    this.quick = new Desk(settings)
    this.long = new Desk(settings)
  }

  /**
   * Has a question answered.
   * @param body JSON; its memory changes hands
   * @param gone fires when nobody waits for the answer any more: a question that has not begun is forgotten
   * @throws RequestFault when there is no place for it, or it takes too much
   */
  ask(kind: Kind, body: Uint8Array, gone?: AbortSignal): Promise<Answer> {
    return (kind === 'debug' ? this.long : this.quick).ask(kind, body, gone)
  }

  /** Somebody will ask soon: the worker is started and made quick. */
  wake(): void {
    if (this.quick.isOpen) return
    this.ask('try', new TextEncoder().encode(JSON.stringify(FIRST))).catch(() => {})
  }

  stop(): void {
    this.quick.stop()
    this.long.stop()
  }
}
