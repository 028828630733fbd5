// Where a command takes log lines from: -T, -F or standard input.
import { createReadStream, existsSync } from 'node:fs'
import { logLines, wholeText } from './log-lines.js'

export interface GivenFlags {
  readonly text?: string
  readonly file?: string
  /** The file is one record of several lines. */
  readonly whole?: boolean
}

/** One more way in which a command takes lines. */
export interface OtherSource {
  readonly option: string
  /** What people read it as. */
  readonly what: string
  readonly value: string | undefined
}

/** Why there are no lines to take, or more than one place to take them from; undefined when neither is so. */
export function sourceFault(
  { text, file }: GivenFlags,
  others: readonly OtherSource[] = [],
): string | undefined {
  const sources: readonly OtherSource[] = [
    { option: '-T', what: 'a line with -T', value: text },
    { option: '-F', what: 'a file with -F', value: file },
    ...others,
  ]
  const given = sources.filter(({ value }) => value !== undefined)
  if (given.length > 1) return `give only one of ${listed(sources.map(({ option }) => option))}`
  if (given.length === 0 && process.stdin.isTTY)
    return `give ${sources.map(({ what }) => what).join(', ')}, or lines on standard input`
  if (file !== undefined && file !== '-' && !existsSync(file)) return `there is no ${file}`
  return undefined
}

function listed(options: readonly string[]): string {
  return `${options.slice(0, -1).join(', ')} and ${options.at(-1)}`
}

export async function* givenLines({ text, file, whole }: GivenFlags): AsyncGenerator<string> {
  if (text !== undefined) return yield text
  const stream = file === undefined || file === '-' ? process.stdin : createReadStream(file)
  if (whole) yield await wholeText(stream)
  else yield* logLines(stream)
}
