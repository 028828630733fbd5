// One worker and its life: it is asked one question at a time. When it hangs or dies, the question is answered with a fault and
// the worker is done with.
import { Worker } from 'node:worker_threads'
import { type Answer, type Ask, type BenchSettings, READY } from './messages.js'
import { RequestFault } from './request-fault.js'

/** A worker that has not come up by then never will. */
const START_MS = 20_000
/** Heap in MiB. The time of a record bounds what it can make long before. */
const HEAP_MIB = 256

interface Waiting {
  readonly ms: number
  readonly done: (answer: Answer) => void
  readonly fail: (fault: RequestFault) => void
}

export class BenchThread {
  ended = false
  private readonly worker: Worker
  private waiting: Waiting | undefined
  private timer: NodeJS.Timeout | undefined
  private isReady = false

  /** @param failed is told why a worker that was not to end has ended */
  constructor(
    url: URL,
    settings: BenchSettings,
    private readonly failed: (reason: string) => void,
  ) {
    this.worker = new Worker(url, {
      name: 'workbench',
      workerData: settings,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
    })
    this.worker.unref()
    this.worker.on('message', (message: typeof READY | Answer) => this.hear(message))
    this.worker.on('error', (error) => this.die(faultOf(error), String(error)))
    this.worker.on('exit', (code) => this.die(broken(), `it ended with code ${code}`))
  }

  /**
   * The answer to a question; the memory of its body changes hands.
   * @param ms longest time of it
   * @throws RequestFault
   */
  ask(question: Ask, ms: number): Promise<Answer> {
    return new Promise((done, fail) => {
      this.waiting = { ms, done, fail }
      if (this.ended) this.die(broken(), '')
      else {
        this.time(this.isReady ? ms : START_MS)
        this.worker.postMessage(question, [question.body.buffer as ArrayBuffer])
      }
    })
  }

  /** @param fault what the question at hand is answered with */
  end(fault: RequestFault = broken()): void {
    this.die(fault, '')
  }

  private hear(message: typeof READY | Answer): void {
    if (message === READY) {
      this.isReady = true
      if (this.waiting) this.time(this.waiting.ms)
      return
    }
    clearTimeout(this.timer)
    const { waiting } = this
    this.waiting = undefined
    waiting?.done(message)
  }

  private time(ms: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.die(late(ms), `a request took more than ${ms} ms`), ms)
  }

  private die(fault: RequestFault, reason: string): void {
    clearTimeout(this.timer)
    const { waiting, ended } = this
    this.waiting = undefined
    this.ended = true
    if (!ended) {
      void this.worker.terminate()
      if (reason !== '') this.failed(reason)
    }
    waiting?.fail(fault)
  }
}

function late(ms: number): RequestFault {
  return new RequestFault(422, 'pipelineTimeout', `not done within ${ms} ms, so it was ended`)
}

function faultOf(error: Error & { code?: unknown }): RequestFault {
  if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return broken()
  const message = `it took more than ${HEAP_MIB} MiB of memory, so it was ended`
  return new RequestFault(422, 'pipelineOutOfMemory', message)
}

function broken(): RequestFault {
  return new RequestFault(500, 'internalError', 'the request could not be answered')
}
