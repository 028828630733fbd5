// The configuration in force. Read again, it is checked whole: a fault anywhere leaves everything as it is. What can change
// while the server runs is taken over, which is the listeners; of the rest is told that it waits for the next start.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type Config, TABLES } from '../config/config.js'
import type { Loaded } from '../config/load.js'
import { ConfigError, type Diagnostic } from '../errors.js'
import type { PortFault } from '../receive/log-ports.js'
import type { Listener } from '../receive/options.js'

export interface SettingsParts {
  /** Reads environment and files; throws ConfigError. */
  read(): Loaded
  /** Takes over other listeners, or tells why nothing has changed. */
  changeListeners(listeners: readonly Listener[]): Promise<readonly PortFault[]>
}

export class Settings {
  faults: readonly Diagnostic[] = []
  /** A port could not be opened at the last change, be it one of before: it is tried again. */
  private lacksPort = false

  /** @param warnings what was found besides; nothing in it keeps the configuration from being used */
  constructor(
    private inForce: Config,
    public warnings: readonly Diagnostic[],
    private readonly parts: SettingsParts,
  ) {}

  /** Reads all of it again. True when something has changed. */
  async load(): Promise<boolean> {
    const loaded = this.read()
    if (!loaded) return false
    const { config, warnings } = loaded
    const waiting = waitingOptions(this.inForce, config)
    this.warnings = waiting.length > 0 ? [...warnings, nextStart(waiting)] : warnings
    const { listeners } = config.receive
    const same = isDeepStrictEqual(listeners, this.inForce.receive.listeners)
    if (same && !this.lacksPort) return false
    const faults = await this.parts.changeListeners(listeners)
    this.faults = faults.map(portFault)
    this.lacksPort = faults.length > 0
    if (same || this.lacksPort) return false
    this.inForce = { ...this.inForce, receive: { ...this.inForce.receive, listeners } }
    return true
  }

  private read(): Loaded | undefined {
    this.faults = []
    try {
      return this.parts.read()
    } catch (error) {
      this.faults = error instanceof ConfigError ? error.diagnostics : [unreadable(error)]
      return undefined
    }
  }
}

/** All folders that configuration files may stand in. */
export async function confFolders(dir: string): Promise<string[]> {
  const found = [dir]
  for (const folder of found) {
    if (found.length > MOST_FOLDERS) break
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
    const inside = entries.filter((entry) => !entry.name.startsWith('.') && mayBeFolder(entry))
    found.push(...inside.map((entry) => join(folder, entry.name)))
  }
  return found
}

/** A link may lead back to where it stands. */
const MOST_FOLDERS = 1000

function mayBeFolder(entry: { isDirectory(): boolean; isSymbolicLink(): boolean; name: string }) {
  return entry.isDirectory() || (entry.isSymbolicLink() && !entry.name.endsWith('.conf'))
}

/** Names of options that differ and cannot change before the next start. */
function waitingOptions(before: Config, after: Config): string[] {
  return Object.keys(TABLES).flatMap((stage) => {
    const [old, now] = [before, after].map((config) => Reflect.get(config, stage) as object)
    const names = Object.keys(now!).map((name) => ({ name, path: `${stage}.${name}` }))
    return names
      .filter(({ path }) => path !== 'receive.listeners')
      .filter(({ name }) => !isDeepStrictEqual(Reflect.get(old!, name), Reflect.get(now!, name)))
      .map(({ path }) => path)
  })
}

function nextStart(options: readonly string[]): Diagnostic {
  const message = `changed, and in force from the next start on: ${options.join(', ')}`
  return { code: 'CF907', file: 'configuration', message, hint: 'restart the server' }
}

function portFault({ listener, reason }: PortFault): Diagnostic {
  const message = `${listener.address} cannot be listened on: ${reason}`
  const hint = 'end what listens there, or name another port'
  return { code: 'CF107', file: listener.origin, message, hint }
}

function unreadable(error: unknown): Diagnostic {
  return { code: 'CF103', file: 'configuration', message: `cannot be read (${String(error)})` }
}
