// The command as people call it: the built one, or the one that LOGFWDSERVER_MAIN names.
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

export const MAIN =
  process.env.LOGFWDSERVER_MAIN ?? resolve(import.meta.dirname, '../../dist/main.js')

export interface Options {
  readonly cwd: string
  readonly input?: string | Buffer
  /** As jobs have it: standard input is /dev/null. */
  readonly noInput?: boolean
  readonly env?: Readonly<Record<string, string>>
}

/** Calls it with its standard input at an end. */
export function call(args: readonly string[], { cwd, input = '', noInput, env }: Options) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    cwd,
    encoding: 'utf8',
    ...(noInput ? { stdio: ['ignore', 'pipe', 'pipe'] } : { input }),
    env: { PATH: process.env.PATH!, ...env },
    timeout: 20_000,
  })
  return { status, stdout, stderr }
}
