// The results of a debug request, as JSON, one for each record: also for those that there was no time or no room for. Behind
// them stand the points that came of many records.
import type { Point } from '../point/point.js'
import { TooLarge } from '../point/value.js'
import { gatheredJson, resultJson, type Sources } from './debug-answer.js'
import { LIMITS } from './limits.js'
import type { Ran } from './runner.js'

const NO_TIME = 'not run: the time of the request was over'
const NO_ROOM = 'not shown: the answer has no room for it'

export class DebugResults {
  private readonly ofRecords: string[] = []
  private readonly gathered: string[] = []
  private room = LIMITS.debug.answerChars

  constructor(
    private readonly file: string,
    private readonly sources: Sources,
  ) {}

  get all(): readonly string[] {
    return [...this.ofRecords, ...this.gathered]
  }

  /** @param ran undefined for a record that was not run */
  add(point: Point, ran: Ran | undefined): void {
    const text = ran ? this.fitting(() => resultJson(point, ran, this.sources)) : undefined
    this.ofRecords.push(text ?? this.failed(point, ran ? NO_ROOM : NO_TIME))
    for (const made of ran?.made ?? []) if (made.by !== 'create_point') this.gather(made.point)
  }

  /** A point that came of many records. */
  gather(point: Point): void {
    const text = this.fitting(() => gatheredJson(point))
    if (text !== undefined) this.gathered.push(text)
  }

  private fitting(write: () => string): string | undefined {
    try {
      const text = this.room > 0 ? write() : ''
      this.room -= text.length
      return this.room >= 0 && text !== '' ? text : undefined
    } catch (error) {
      if (error instanceof TooLarge) return undefined
      throw error
    }
  }

  private failed(point: Point, message: string): string {
    const ran = { failure: { message, file: this.file }, made: [], costNs: 0 }
    return resultJson(point, ran, this.sources)
  }
}
