// A deployment brought to this machine: the environment and the files of a manifest, as the server gets them, with
// nothing changed but where things are.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const HOME = '/usr/local/datakit'

/** What a container sees. */
export interface Deployed {
  readonly env: Readonly<Record<string, string>>
  /** Text of files by absolute path. */
  readonly files: ReadonlyMap<string, string>
}

/** Where things are on this machine. */
export interface Places {
  /** `host:port` that stands for 0.0.0.0:9531. */
  readonly logAddress: string
  /** `host:port` that stands for 0.0.0.0:9529. */
  readonly apiAddress: string
  /** Root URL of the receiver that stands for the Dataway. */
  readonly datawayUrl: string
  /** Folder that stands for /usr/local/datakit. */
  readonly home: string
}

/** Free loopback ports and an empty home. */
export async function places(datawayUrl: string): Promise<Places> {
  const [logPort, apiPort] = await freePorts(2)
  return {
    logAddress: `127.0.0.1:${logPort}`,
    apiAddress: `127.0.0.1:${apiPort}`,
    datawayUrl,
    home: mkdtempSync(join(tmpdir(), 'logfwdserver-deploy-')),
  }
}

/** The deployment with its two ports, the Dataway's host and the home folder moved to this machine; no word else is changed. */
export function moveTo(deployed: Deployed, places: Places): Deployed {
  const move = (text: string): string =>
    text
      .replaceAll('0.0.0.0:9531', places.logAddress)
      .replaceAll('0.0.0.0:9529', places.apiAddress)
      .replaceAll('https://openway.guance.com', places.datawayUrl)
      .replaceAll(HOME, places.home)
  const env = Object.entries(deployed.env).map(([name, value]) => [name, move(value)])
  const files = [...deployed.files].map(([path, text]) => [move(path), move(text)] as const)
  return { env: Object.fromEntries(env), files: new Map(files) }
}

export function layOut(files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
}

/** All are held until the last one is known, so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer())
  const ports: number[] = []
  for (const server of servers) {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    if (typeof address === 'object' && address) ports.push(address.port)
  }
  for (const server of servers) await new Promise((resolve) => server.close(resolve))
  return ports
}
