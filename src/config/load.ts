// Puts the configuration together: defaults, then the environment, then conf.d. Everything is checked and all faults are
// told at once; nothing is opened to the outside.
import { existsSync } from 'node:fs'
import { ConfigError, type Diagnostic } from '../errors.js'
import type { ReceiveOptions } from '../receive/options.js'
import { readConfDir } from './conf-d.js'
import type { Config } from './config.js'
import { type Environment, readEnvironment } from './environment.js'
import { type FolderChoice, type Folders, resolveFolders } from './folders.js'
import { checkTls, checkTrust } from './secret-files.js'
import { isWarning, type Report, tell } from './site.js'

export interface LoadChoice extends FolderChoice {
  readonly env: Environment
}

export interface Loaded {
  readonly config: Config
  readonly warnings: readonly Diagnostic[]
}

/** @throws ConfigError with all that was found, when some of it is a fault */
export function loadConfig(choice: LoadChoice): Loaded {
  const found: Diagnostic[] = []
  const report: Report = (one) => found.push(one)
  const folders = resolveFolders(choice)
  checkFolders(choice, folders, report)
  const stages = readEnvironment(choice.env, report)
  checkCertificate(stages.receive, report)
  const { tlsCa, tlsCert, tlsKey } = stages.forward
  const site = { file: 'ENV_LOGFWDSERVER_DATAWAY_CA', fault: 'CF201', report } as const
  checkTrust({ ca: tlsCa, cert: tlsCert, key: tlsKey }, site)
  const listeners = existsSync(folders.confDir)
    ? readConfDir(folders.confDir, choice.env, report)
    : []
  if (!found.every(isWarning)) throw new ConfigError(found)
  const receive = listeners.length > 0 ? { ...stages.receive, listeners } : stages.receive
  return { config: { ...stages, receive, folders }, warnings: found }
}

/** A folder that was asked for must exist; those of the home folder need not. The cache is made when it is needed. */
function checkFolders(choice: LoadChoice, folders: Folders, report: Report): void {
  for (const name of ['home', 'confDir', 'pipelineDir'] as const) {
    if (choice[name] === undefined || existsSync(folders[name])) continue
    const site = { file: folders[name], fault: 'CF103', report } as const
    tell(site, 'CF103', 'there is no such folder', 'make it, or name another')
  }
}

/** The certificate of all ports: its files count together. */
function checkCertificate({ tlsCert, tlsKey, tlsCa }: ReceiveOptions, report: Report): void {
  const names = { cert: 'ENV_LOGFWDSERVER_TLS_CERT', key: 'ENV_LOGFWDSERVER_TLS_KEY' }
  const site = { file: names.cert, fault: 'CF201', report } as const
  checkTls({ cert: tlsCert, key: tlsKey, ca: tlsCa }, names, site)
}
