// A client of the HTTP input: what was answered with 200 was in the buffer by then, and may never be missing after.
import { Ledger, recordId } from './ledger.js'
import { sleep } from './outcome.js'
import type { ServerUnderTest } from './server.js'

const RECORDS = 20
const PAUSE_MS = 5

export class Acknowledged {
  /** Records whose request was answered with 200. */
  readonly ledger = new Ledger()
  private next = 0
  private running: Promise<void> | undefined
  private stopped = false

  constructor(
    private readonly server: ServerUnderTest,
    private readonly source: number,
  ) {}

  start(): void {
    this.running = this.post()
  }

  async stop(): Promise<void> {
    this.stopped = true
    await this.running
  }

  private async post(): Promise<void> {
    while (!this.stopped) {
      const from = this.next
      this.next += RECORDS
      const numbers = Array.from({ length: RECORDS }, (_, i) => from + i)
      const lines = numbers.map(
        (number) => `acknowledged message="${recordId(this.source, number)}"`,
      )
      if (await this.server.post(lines.join('\n')))
        for (const number of numbers) this.ledger.add(this.source, number)
      await sleep(PAUSE_MS)
    }
  }
}
