// The program's own log: JSON lines on the error stream, on standard output when asked, or in a file. Results of
// commands go to standard output, so the log stays away from it by default. No log content above debug level.
import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from 'pino'
import { maskText } from '../util/mask.js'

export type Log = Logger

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

export interface LogOptions {
  /** `stderr`, `stdout`, or the path of a file, whose folder is made. */
  readonly output: string
  readonly level: LogLevel
}

const STREAMS: Readonly<Record<string, number>> = { stdout: 1, stderr: 2 }

export function createLog({ output, level }: LogOptions): Log {
  const dest = STREAMS[output] ?? output
  // Written at once: the last lines before a crash are the ones a person needs, and the events are sampled.
  return logTo(destination({ dest, sync: true, mkdir: true }), level)
}

/** A log that writes to a stream of the caller's. No line is meant to hold a secret; one that does is masked all the same. */
export function logTo(stream: DestinationStream, level: LogLevel): Log {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  return pino(options, { write: (line: string) => stream.write(maskText(line)) })
}
