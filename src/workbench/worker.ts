// The thread in which everything of the workbench is compiled and run. Where the system can, it has less of the processor
// than the server: on Linux the priority is that of the thread.
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { Bench } from './bench.js'
import { type Ask, type BenchSettings, READY } from './messages.js'

const NICE = 5

yieldToServer()
const port = parentPort!
const bench = new Bench(workerData as BenchSettings)
await bench.start()
port.on('message', async (ask: Ask) => {
  const answer = await bench.answer(ask)
  port.postMessage(answer, [answer.body.buffer as ArrayBuffer])
})
port.postMessage(READY)

function yieldToServer(): void {
  try {
    if (process.platform === 'linux') setPriority(0, NICE)
  } catch {
    // Where it is not allowed, both have the same.
  }
}
