// What the system tells about processes, to find out whether the holder of a lock is still there.
import { readFileSync, readlinkSync } from 'node:fs'

export interface ProcessFacts {
  readonly pid: number
  /** Another one after each start of the machine; "" where the system does not tell. */
  readonly boot: string
  /** The same for processes that see each other; "" where the system does not tell. */
  readonly space: string
  /** When the process began; "" where the system does not tell, undefined when there is no such process. */
  started(pid: number): string | undefined
}

export const systemProcesses: ProcessFacts = {
  pid: process.pid,
  boot: tell(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
  space: tell(() => readlinkSync('/proc/self/ns/pid')),
  started: (pid) => (isThere(pid) ? tell(() => startOf(pid)) : undefined),
}

function tell(read: () => string): string {
  try {
    return read()
  } catch {
    return ''
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The 22nd field of /proc/<pid>/stat; the second one is a name in brackets that may hold blanks. */
function startOf(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}
