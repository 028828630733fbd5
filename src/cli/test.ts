// `test`: scripts on the cases beside them. Says what differs and nothing else, for people, machines and CI.
import { writeFile } from 'node:fs/promises'
import { Command, Option } from 'commander'
import type { FolderChoice } from '../config/folders.js'
import type { Services } from '../pipeline/define.js'
import { functionTable } from '../pipeline/functions/index.js'
import { EVEN } from '../workbench/run-cases.js'
import { carryOut, withFolders } from './carry-out.js'
import { findSuites, foldersOf } from './case-paths.js'
import { junitXml } from './junit.js'
import { openLookup } from './open-lookup.js'
import { paintFor } from './paint.js'
import { reportJson } from './test-json.js'
import { codeOf, type Round, TestRun } from './test-run.js'
import { hasNoCases, suiteText, summaryText, totalsOf } from './test-text.js'
import { watchRounds } from './test-watch.js'

interface Flags extends FolderChoice {
  readonly title?: string
  readonly update?: boolean
  readonly watch?: boolean
  readonly reporter?: 'text' | 'json' | 'junit'
  readonly junit?: string
  readonly json?: boolean
}

const HELP = `
Cases stand beside their script: nginx.p has nginx.cases.jsonl, one JSON object a line:
  {"title":"a line","input":"code=5","point":{"fields":{"status":"info","code":{"t":"int","v":5}}}}
"logfwdserver record" writes them. Every case runs alone, with the clock of the case ("now"), in UTC unless it says "tz".

Examples:
  logfwdserver test
  logfwdserver test pipelines/nginx.p other/scripts -t 'access'
  logfwdserver test --update nginx.p
  logfwdserver test --watch
  logfwdserver test --junit report.xml

Exit code: 0 all passed, 1 a case failed or a script does not compile, 2 wrong usage or no cases.`

export function testCommand(): Command {
  return withFolders(
    new Command('test')
      .description('Run scripts on the cases beside them and show what differs.')
      .argument('[paths...]', 'scripts, files of cases, folders; the pipeline folder, or this one')
      .option('-t, --title <regexp>', 'only cases whose title matches')
      .option('-u, --update', 'write the points that there are into the cases that expect others')
      .option('-w, --watch', 'go on, and run again what changed')
      .addOption(
        new Option('--reporter <form>', 'form of the report').choices(['text', 'json', 'junit']),
      )
      .option('--junit <file>', 'write a JUnit report to a file beside the usual one')
      .option('--json', 'print JSON, as --reporter json'),
  )
    .addHelpText('after', HELP)
    .action(async (paths: string[], flags: Flags, command: Command) => {
      await carryOut(command, () => test(paths, flags, command))
    })
}

async function test(paths: readonly string[], flags: Flags, command: Command): Promise<number> {
  const form = flags.json ? 'json' : (flags.reporter ?? 'text')
  const wrong = (message: string) => command.error(`error: ${message}`, { exitCode: 2 })
  if (flags.watch && (flags.update || form !== 'text'))
    wrong('--watch goes with the report for people only, and without --update')
  const title = titleFilter(flags.title, wrong)
  const suites = () => findSuites(paths, flags)
  suites() // what is wrong with paths is told before anything is opened
  const lookup = openLookup(flags, EVEN)
  await lookup.start()
  try {
    const run = new TestRun(suites, {
      title,
      update: flags.update ?? false,
      settings: settings(lookup),
    })
    const show = (round: Round) => report(round, form, flags)
    if (flags.watch) return await watchRounds(run, show, () => foldersOf(paths, flags))
    const round = await run.round()
    const nothing = nothingRan(round, flags)
    if (nothing !== undefined) wrong(nothing)
    await show(round)
    return codeOf(round)
  } finally {
    await lookup.stop()
  }
}

function settings(services: Services) {
  return { functions: functionTable, services }
}

function titleFilter(
  text: string | undefined,
  wrong: (message: string) => never,
): RegExp | undefined {
  try {
    return text === undefined ? undefined : new RegExp(text, 'u')
  } catch (error) {
    return wrong(`--title: ${(error as Error).message}`)
  }
}

/** What to do when there was nothing to run; nothing when there was. */
function nothingRan({ reports, filtered }: Round, flags: Flags): string | undefined {
  if (reports.some(({ broken }) => broken !== undefined)) return undefined
  if (reports.every(hasNoCases)) {
    const first = reports[0]?.script ?? 'nginx.p'
    return `there are no cases; make one: logfwdserver record -P ${first} -T 'a log line'`
  }
  return filtered && reports.every(({ ran, faults }) => ran.length + faults.length === 0)
    ? `no case has a title that matches ${flags.title}`
    : undefined
}

async function report(round: Round, form: string, flags: Flags): Promise<void> {
  const { reports, fresh, faults } = round
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  if (form === 'json') process.stdout.write(reportJson(reports))
  else if (form === 'junit') process.stdout.write(junitXml(reports, round.at))
  else {
    const paint = paintFor(process.stdout)
    const shown = round.filtered
      ? fresh.filter(({ ran, broken }) => ran.length > 0 || broken)
      : fresh
    for (const each of shown) process.stdout.write(suiteText(each, paint))
    process.stdout.write(summaryText(totalsOf(reports), paint))
  }
  if (flags.junit !== undefined) await writeFile(flags.junit, junitXml(reports, round.at))
}
