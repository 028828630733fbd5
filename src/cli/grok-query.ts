// `grok query`: patterns for a text, with weights. Asks on a terminal, reads lines otherwise.
import { createInterface } from 'node:readline'
import { Command } from 'commander'
import { type FolderChoice, resolveFolders } from '../config/folders.js'
import type { PatternScope } from '../pipeline/grok/expand.js'
import { inTime } from '../pipeline/watchdog.js'
import { isObject, type Suggestion, suggest } from '../workbench/suggest.js'
import { shown } from './columns.js'
import { logLines } from './log-lines.js'
import { type Paint, paintFor } from './paint.js'
import { leaveWhenUnread } from './pipes.js'
import { readSources } from './sources.js'

interface Flags extends FolderChoice {
  readonly json?: boolean
}

const HELP = `
The higher the weight, the more specific the pattern. A "?" stands for the name of the field. Without a text, on a terminal,
it asks for one after the other; Q, exit or Ctrl-D leaves. Elsewhere it reads lines from standard input.

Examples:
  logfwdserver grok query 'Mon Jan 25 19:41:17 CST 2021'
  logfwdserver grok query '10.0.0.1 - - [04/Aug/2022:10:21:14 +0800] "GET / HTTP/1.1" 200 5'
  head -3 app.log | logfwdserver grok query --json

Exit code: 0 there is a pattern for every text, 1 there is none for some, 2 wrong usage.`

/** Longest time for the patterns of one text. */
const SUGGEST_MS = 2000

export function queryCommand(): Command {
  return new Command('query')
    .description('Suggest grok patterns with weights for a text: a word or a whole line.')
    .argument('[text...]', 'the text; words are joined with blanks')
    .option('--json', 'one JSON object a text')
    .option('--home <dir>', 'home folder')
    .option('--pipeline-dir <dir>', 'pipeline folder, whose patterns are tried too')
    .addHelpText('after', HELP)
    .action(async (words: string[], flags: Flags) => {
      leaveWhenUnread(process.stdout)
      process.exitCode = await query(words, flags)
    })
}

async function query(words: readonly string[], flags: Flags): Promise<number> {
  const { scope } = await readSources(resolveFolders(flags).pipelineDir)
  const paint = paintFor(process.stdout)
  if (words.length > 0) return answer(words.join(' '), scope, flags, paint)
  if (process.stdin.isTTY) return ask(scope, flags, paint)
  let code = 0
  let lines = 0
  for await (const line of logLines(process.stdin)) {
    if (!flags.json) process.stdout.write(`${lines > 0 ? '\n' : ''}${paint.strong(shown(line))}\n`)
    code = Math.max(code, answer(line, scope, flags, paint))
    lines++
  }
  if (lines > 0) return code
  process.stderr.write('there is no text\n')
  return 1
}

/** Asks until it is told to leave. */
async function ask(scope: PatternScope, flags: Flags, paint: Paint): Promise<number> {
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: 'grok > ' })
  process.stdout.write('Type a text to get patterns for it; Q or exit leaves.\n')
  lines.prompt()
  for await (const line of lines) {
    const text = line.trim()
    if (text === 'Q' || text === 'q' || text === 'exit') {
      lines.close()
      return 0
    }
    if (text !== '') answer(text, scope, flags, paint)
    lines.prompt()
  }
  process.stdout.write('\n')
  return 0
}

function answer(text: string, scope: PatternScope, flags: Flags, paint: Paint): number {
  let suggestions: readonly Suggestion[] = []
  const done = inTime(SUGGEST_MS, () => {
    suggestions = suggest(text, scope)
  })
  if (flags.json) {
    process.stdout.write(`${JSON.stringify({ text: text.toWellFormed(), suggestions })}\n`)
  } else {
    const rows = suggestions.map(
      ({ weight, pattern }) => `${paint.faint(String(weight).padStart(4))} ${pattern}\n`,
    )
    process.stdout.write(rows.join(''))
  }
  const why = !done ? 'the text takes too long to look at' : 'there is no pattern for this text'
  if (suggestions.length === 0) process.stderr.write(`${why}\n`)
  if (isObject(text)) process.stderr.write('this is JSON: json() and load_json() read it better\n')
  return suggestions.length > 0 ? 0 : 1
}
