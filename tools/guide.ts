// Runs the examples of a page: its commands are typed into a shell in an empty folder, and what they print takes the place of what
// the page shows. So a page that is up to date is a page whose examples were run.
//
//   ```text app.log   a block with a file name is that file
//   ```console        `$ command`, with `\` at the end of a line that goes on, and below it what it prints
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const BLOCK = /^```(\S+)(?: (\S+))?\n([\s\S]*?)^```$/gm
/** Times differ from run to run; where only they differ the page stays as it is. */
const TIMES = /\d+(?:\.\d+)? ?(?:ns|µs|ms|s)\b/g

/**
 * @param command absolute path of the built `main.js`
 * @returns the page with the output of every example as it is now
 */
export function runGuide(page: string, command: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'logfwdserver-guide-'))
  try {
    const environment = shellEnvironment(folder, command)
    return page.replace(
      BLOCK,
      (block, language: string, file: string | undefined, body: string) => {
        if (file !== undefined) writeAt(join(folder, 'work', file), body)
        if (language !== 'console') return block
        return `\`\`\`console\n${runBlock(body, join(folder, 'work'), environment)}\`\`\``
      },
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A shell that knows `logfwdserver`, the command and the package, and little else of this machine. */
function shellEnvironment(folder: string, command: string): NodeJS.ProcessEnv {
  const library = join(folder, 'node_modules/logfwdserver')
  writeAt(join(library, 'package.json'), '{"type":"module","exports":"./index.js"}')
  writeAt(
    join(library, 'index.js'),
    `export * from '${new URL('index.js', pathToFileURL(command))}'\n`,
  )
  const bin = join(folder, 'bin')
  writeAt(join(bin, 'logfwdserver'), `#!/bin/sh\nexec "${process.execPath}" "${command}" "$@"\n`)
  chmodSync(join(bin, 'logfwdserver'), 0o755)
  mkdirSync(join(folder, 'work'))
  const { PATH = '' } = process.env
  return {
    PATH: `${bin}${delimiter}${PATH}`,
    HOME: folder,
    NO_COLOR: '1',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
  }
}

function runBlock(body: string, cwd: string, env: NodeJS.ProcessEnv): string {
  const [, ...parts] = body.split(/^\$ /m)
  return parts.map((part) => runExample(part, cwd, env)).join('')
}

/** A command and what it printed: `ls\nfile\n`. */
function runExample(part: string, cwd: string, env: NodeJS.ProcessEnv): string {
  const [command = ''] = /^(?:.*\\\n)*.*\n/.exec(part) ?? []
  const before = part.slice(command.length)
  const { stdout } = spawnSync('sh', ['-c', `{ ${command} } 2>&1`], { cwd, env, encoding: 'utf8' })
  const now = stdout === '' || stdout.endsWith('\n') ? stdout : `${stdout}\n`
  const same = now.trimEnd().replace(TIMES, '') === before.trimEnd().replace(TIMES, '')
  return `$ ${command}${same ? before : now}`
}

function writeAt(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
