// Files with secrets, as Kubernetes mounts them: certificates with their key, and tokens. Each is read whole and checked. What
// cannot be used is told with the name of the file and never with what it holds.
import { createHash, createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'

/** Paths of PEM files for TLS. */
export interface TlsFiles {
  /** The certificate and those between it and its authority. */
  readonly cert: string
  readonly key: string
  /** Authorities that certificates of clients must come from; without it clients need none. */
  readonly ca?: string | undefined
}

export interface Tls {
  readonly cert: string
  readonly key: string
  readonly ca: string | undefined
  /** When the certificate can no longer be used, Unix milliseconds. */
  readonly validUntil: number
}

/** A file that cannot be used. Its message names the file and what is wrong with it. */
export class FileFault extends Error {
  /** @param unreadable whether the content was never seen */
  constructor(
    message: string,
    readonly hint: string,
    readonly unreadable = false,
  ) {
    super(message)
    this.name = 'FileFault'
  }
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g

/** @throws FileFault */
export function readTls(files: TlsFiles): Tls {
  const cert = read(files.cert)
  const key = read(files.key)
  const ca = files.ca === undefined ? undefined : read(files.ca)
  const [first] = certificatesIn(cert, files.cert)
  if (!first!.checkPrivateKey(keyIn(key, files.key))) {
    const message = `the key in ${files.key} does not belong to the certificate in ${files.cert}`
    throw new FileFault(message, 'take both from the same Secret')
  }
  if (ca !== undefined) certificatesIn(ca, files.ca!)
  checkTogether({ cert, key, ca }, files)
  return { cert, key, ca, validUntil: Date.parse(first!.validTo) }
}

/**
 * What a client trusts and shows; each of the files may be missing, but not one of certificate and key alone.
 * @throws FileFault
 */
export function readTrust(
  files: {
    readonly [Name in keyof Required<TlsFiles>]: TlsFiles[Name] | undefined
  },
): Partial<Pick<Tls, 'cert' | 'key' | 'ca'>> {
  const { cert, key, ca } = files
  if (cert !== undefined && key !== undefined) return readTls({ cert, key, ca })
  if (cert !== undefined || key !== undefined) {
    const message = `${cert ?? key} has no ${cert === undefined ? 'certificate' : 'key'} beside it`
    throw new FileFault(message, 'name both, from the same Secret')
  }
  if (ca === undefined) return {}
  const pem = read(ca)
  certificatesIn(pem, ca)
  return { ca: pem }
}

/**
 * The SHA-256 of each token in a file, one token a line; several let clients change over one by one.
 * @throws FileFault
 */
export function readTokens(path: string): {
  readonly digests: Buffer[]
  readonly shortest: number
} {
  const lines = read(path).split(/\r?\n/)
  const tokens = lines.map((line) => line.trim()).filter((line) => line !== '')
  if (tokens.length === 0) {
    throw new FileFault(`the file ${path} holds no token`, 'write one token a line into it')
  }
  return { digests: tokens.map(digestOf), shortest: Math.min(...tokens.map((one) => one.length)) }
}

export function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const message = `the file ${path} cannot be read (${code})`
    throw new FileFault(message, 'mount it, or correct the path', true)
  }
}

function certificatesIn(pem: string, path: string): X509Certificate[] {
  const blocks = pem.match(CERTIFICATE) ?? []
  if (blocks.length === 0) {
    throw new FileFault(`the file ${path} holds no certificate`, 'give a PEM file: -----BEGIN …')
  }
  return blocks.map((block, index) => {
    try {
      return new X509Certificate(block)
    } catch {
      const message = `certificate ${index + 1} in ${path} cannot be read`
      throw new FileFault(message, 'write the file again; it may have been cut off')
    }
  })
}

function keyIn(pem: string, path: string): KeyObject {
  try {
    return createPrivateKey(pem)
  } catch {
    const message = `the file ${path} holds no private key that can be used`
    throw new FileFault(message, 'give a PEM file with a key that has no passphrase')
  }
}

/** What TLS itself refuses, such as keys that are too short. The reason is OpenSSL's and holds nothing of the files. */
function checkTogether(tls: Omit<Tls, 'validUntil'>, files: TlsFiles): void {
  try {
    createSecureContext(tls)
  } catch (error) {
    const reason = (error as { reason?: unknown }).reason ?? 'refused'
    const message = `the certificate in ${files.cert} cannot be used (${String(reason)})`
    throw new FileFault(message, 'make a certificate with a stronger key')
  }
}
