// Files with certificates and tokens as settings: the value is the path, and the file is read here only to tell at start what
// cannot be used. No finding holds anything of its content.
import { LEAST_TOKEN } from '../receive/options.js'
import { FileFault, readTls, readTokens, readTrust, type TlsFiles } from '../util/secret-files.js'
import { type Kind, NONE } from './kinds.js'
import { refuse, type Site, tell } from './site.js'

const DAY_MS = 24 * 60 * 60 * 1000
const SOON_DAYS = 14

/** The files that are set. */
type GivenFiles = { readonly [Name in keyof Required<TlsFiles>]: TlsFiles[Name] | undefined }

/** Path of a PEM file, which is read together with the others that belong to it. */
export const pemFile: Kind<string | undefined> = {
  takes: 'path of a PEM file',
  parse: (path) => path,
  show: (value) => value ?? NONE,
}

export const tokenFile: Kind<string | undefined> = {
  takes: 'path of a file, one token a line',
  parse: (path, site) => (checkTokens(path, site) ? path : undefined),
  show: (value) => value ?? NONE,
}

/** Whether the file of tokens can be used. */
export function checkTokens(path: string, site: Site): boolean {
  return reads(site, () => {
    const { shortest } = readTokens(path)
    if (shortest >= LEAST_TOKEN) return
    const message = `a token in ${path} is short`
    tell(site, 'CF908', message, `make one of ${LEAST_TOKEN} characters or more by chance`)
  })
}

/**
 * The files when they can be used together; nothing when there are none, or one is missing or wrong, which was told.
 * @param names how certificate and key are named where they are set
 */
export function checkTls(
  given: GivenFiles,
  names: { readonly cert: string; readonly key: string },
  site: Site,
): TlsFiles | undefined {
  const { cert, key, ca } = given
  if (cert === undefined && key === undefined && ca === undefined) return undefined
  if (cert === undefined || key === undefined) {
    const message = `TLS needs a certificate and its key: ${missing(given, names)} is not set`
    return refuse(site, message, `set ${names.cert} and ${names.key}`)
  }
  const files = { cert, key, ca }
  const good = reads(site, () => tellExpiry(cert, readTls(files).validUntil, site))
  return good ? files : undefined
}

/** Tells what is wrong with the files of a client. */
export function checkTrust(given: GivenFiles, site: Site): void {
  reads(site, () => {
    readTrust(given)
    if (given.cert !== undefined && given.key !== undefined) {
      tellExpiry(given.cert, readTls({ cert: given.cert, key: given.key }).validUntil, site)
    }
  })
}

function missing({ cert }: GivenFiles, names: { cert: string; key: string }): string {
  return cert === undefined ? names.cert : names.key
}

function tellExpiry(path: string, validUntil: number, site: Site): void {
  const days = Math.floor((validUntil - Date.now()) / DAY_MS)
  if (days >= SOON_DAYS) return
  const state = days < 0 ? 'has expired' : `expires in ${days} days`
  tell(
    site,
    'CF908',
    `the certificate in ${path} ${state}`,
    'replace the file; no restart is needed',
  )
}

function reads(site: Site, read: () => void): boolean {
  try {
    read()
    return true
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    tell(site, error.unreadable ? 'CF103' : 'CF108', error.message, error.hint)
    return false
  }
}
