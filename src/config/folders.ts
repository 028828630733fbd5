// Where files are looked for: the home folder of DataKit where there is one, else the folder one stands in.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The home folder where it exists. */
export const DATAKIT_HOME = '/usr/local/datakit'

/** Folders as an option of the command line gives them. */
export interface FolderChoice {
  readonly home?: string | undefined
  readonly confDir?: string | undefined
  readonly pipelineDir?: string | undefined
  readonly cacheDir?: string | undefined
}

/** Absolute paths. */
export interface Folders {
  readonly home: string
  /** `*.conf` files, in sub-folders too. */
  readonly confDir: string
  /** Scripts and patterns. */
  readonly pipelineDir: string
  /** What outlives the process: the disk buffer, dead letters. */
  readonly cacheDir: string
}

/** Every folder not chosen stands in the home folder. */
export function resolveFolders(choice: FolderChoice = {}): Folders {
  const home = resolve(choice.home ?? (existsSync(DATAKIT_HOME) ? DATAKIT_HOME : '.'))
  return {
    home,
    confDir: resolve(choice.confDir ?? join(home, 'conf.d')),
    pipelineDir: resolve(choice.pipelineDir ?? join(home, 'pipeline')),
    cacheDir: resolve(choice.cacheDir ?? join(home, 'cache')),
  }
}
