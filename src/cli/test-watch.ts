// `test --watch`: a round at every change of the files, until a signal ends it with the code of the last one.
import { once } from 'node:events'
import { FolderWatch } from '../reload/folder-watch.js'
import { systemClock } from '../util/clock.js'
import { untilInterrupted } from './interrupt.js'
import { PathFault } from './script-files.js'
import { codeOf, type Round, type TestRun } from './test-run.js'

/** Clears a terminal and what was scrolled away; written to nothing else. */
const CLEAR = '\u001b[2J\u001b[3J\u001b[H'

/**
 * @param show prints a round
 * @param folders whose files are looked at
 * @returns the exit code
 */
export async function watchRounds(
  run: TestRun,
  show: (round: Round) => Promise<void>,
  folders: () => readonly string[],
): Promise<number> {
  const { signal } = untilInterrupted()
  const ended = once(signal, 'abort')
  let code = 1
  const next = async (clear: boolean) => {
    const round = await run.round()
    code = codeOf(round)
    if (clear && process.stdout.isTTY) process.stdout.write(CLEAR)
    if (round.fresh.length > 0 || !clear) await show(round)
  }
  const places = lastKnown(() => withParts(folders()))
  const watch = new FolderWatch(
    {
      folders: async () => places.now(),
      changed: () => next(true).catch((error) => void process.stderr.write(`${error.message}\n`)),
    },
    systemClock,
  )
  await watch.start()
  await next(false)
  process.stderr.write('waiting for changes; Ctrl-C ends\n')
  await ended
  watch.stop()
  return code
}

/** While files are exchanged there may be none for a moment: then they are looked for where they were. */
function lastKnown(find: () => string[]) {
  let known: string[] = []
  const now = () => {
    try {
      known = find()
    } catch (error) {
      if (!(error instanceof PathFault)) throw error
    }
    return known
  }
  return { now }
}

/** With the folders that the server would read beside the scripts. */
function withParts(folders: readonly string[]): string[] {
  return folders.flatMap((dir) => [dir, `${dir}/logging`, `${dir}/pattern`])
}
