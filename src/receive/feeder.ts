// Puts the records of a request into a lane of the queue: some in each turn of the event loop, none while the queue says to wait.
import type { Connection } from './events.js'
import type { FairQueue } from './fair-queue.js'
import type { Frame, Lane, Readable } from './lane.js'

/** Frames and bytes that are put in at one turn. */
const TURN_FRAMES = 256
const TURN_BYTES = 64 * 1024

export class Feeder<F extends Frame> implements Readable {
  private lane: Lane | undefined
  private leave: () => void = () => {}
  private finish: () => void = () => {}
  private fail: (error: unknown) => void = () => {}
  private push: (frame: F) => void = () => {}
  private paused = false
  private scheduled = false
  private ended = false

  constructor(private readonly frames: Iterator<F>) {}

  /** Resolves when the last frame has been taken from the queue. */
  feed(queue: FairQueue, connection: Connection): Promise<void> {
    const lane = queue.join(connection, this, false)
    this.lane = lane
    this.push = (frame) => queue.push(lane, frame)
    this.leave = () => queue.leave(lane)
    this.schedule()
    return new Promise((resolve, reject) => {
      this.finish = resolve
      this.fail = reject
    })
  }

  /** Puts in nothing more. What is in the queue stays there. */
  stop(): void {
    this.ended = true
    this.leave()
  }

  pause(): void {
    this.paused = true
  }

  resume(): void {
    this.paused = false
    this.schedule()
  }

  drained(): void {
    if (this.ended) this.finish()
  }

  private schedule(): void {
    if (this.scheduled || this.ended) return
    this.scheduled = true
    setImmediate(() => {
      this.scheduled = false
      try {
        this.putSome()
      } catch (error) {
        this.fail(error)
      }
    })
  }

  private putSome(): void {
    let bytes = 0
    for (let count = 0; count < TURN_FRAMES && bytes < TURN_BYTES; count++) {
      if (this.paused || this.ended) return
      const { value, done } = this.frames.next()
      if (done) {
        this.end()
        return
      }
      bytes += value.length
      this.push(value)
    }
    this.schedule()
  }

  private end(): void {
    this.ended = true
    if (this.lane?.length === 0) this.finish()
  }
}
