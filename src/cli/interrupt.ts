// The end of commands that go on until somebody ends them.

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Aborted by Ctrl-C and the like; a second signal ends the process at once. Abort it when the command is done. */
export function untilInterrupted(): AbortController {
  const controller = new AbortController()
  const end = () => controller.abort()
  for (const signal of SIGNALS) process.once(signal, end)
  controller.signal.addEventListener('abort', () => {
    for (const signal of SIGNALS) process.removeListener(signal, end)
  })
  return controller
}
