// Version and commit of this build, as `/v1/ping`, `version` and the User-Agent give them.
import { readFileSync } from 'node:fs'

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string
}

export const VERSION: string = manifest.version

/** Commit that the image was built from; set by the image build, else "unknown". */
export const COMMIT: string = process.env.LOGFWDSERVER_COMMIT || 'unknown'
