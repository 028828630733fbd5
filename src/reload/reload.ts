// Scripts, patterns and configuration, read again when their files change or somebody asks. One at a time; what cannot be used
// leaves what is in force, and is told: once when it is found, and again when asked for.
import { type Diagnostic, formatDiagnostic } from '../errors.js'
import type { Library, Reading, Refusal } from '../pipeline/library.js'
import { pipelineFolders } from '../pipeline/store.js'
import type { Events } from '../telemetry/events.js'
import type { Clock } from '../util/clock.js'
import { FolderWatch } from './folder-watch.js'
import { confFolders, type Settings } from './settings.js'

export interface ReloadParts {
  readonly folders: { readonly pipelineDir: string; readonly confDir: string }
  readonly library: Library
  /** Absent where the configuration does not come from files. */
  readonly settings: Settings | undefined
  readonly events: Events
  readonly clock: Clock
}

export class Reload {
  private readonly watch: FolderWatch
  /** When everything was read last, and whether all of it could be used. */
  last: { readonly at: number; readonly ok: boolean } | undefined
  private told: ReadonlySet<string> = new Set()
  private running: Promise<void> = Promise.resolve()
  private stopped = false

  constructor(private readonly parts: ReloadParts) {
    const { pipelineDir, confDir } = parts.folders
    const folders = async () => [
      ...pipelineFolders(pipelineDir),
      ...(parts.settings ? await confFolders(confDir) : []),
    ]
    this.watch = new FolderWatch({ folders, changed: () => this.run(false) }, parts.clock)
  }

  /** Reads the scripts for the first time. */
  async load(): Promise<void> {
    const { library, settings, events, clock } = this.parts
    const { refused } = await library.load()
    for (const script of library.folder.names())
      if (library.folder.get(script))
        events.metrics.scripts.loaded(labels(script), clock.now() / 1000)
    const warnings = settings?.warnings ?? []
    this.told = new Set([...refused.map(told), ...warnings.map(formatDiagnostic)])
    this.note(this.faults.length === 0)
  }

  /** Follows the files from now on. What has changed since they were read is read now. */
  async follow(): Promise<void> {
    await this.watch.start()
    await this.run(false)
  }

  /** Reads everything again, whether or not it has changed. */
  now(): Promise<void> {
    return this.run(true)
  }

  stop(): void {
    this.stopped = true
    this.watch.stop()
  }

  /** What cannot be used as it is. */
  get faults(): readonly Diagnostic[] {
    return [...this.parts.library.faults, ...(this.parts.settings?.faults ?? [])]
  }

  /** Everything was read, or could not be. */
  private note(ok: boolean): void {
    const { events, clock } = this.parts
    this.last = { at: clock.now(), ok }
    events.metrics.read(ok, this.last.at / 1000)
    events.metrics.faults(this.faults.length)
  }

  private run(asked: boolean): Promise<void> {
    this.running = this.running.then(() => this.reload(asked))
    return this.running
  }

  private async reload(asked: boolean): Promise<void> {
    if (this.stopped) return
    const { library, settings } = this.parts
    try {
      const reading = await library.load()
      const changed = !this.stopped && ((await settings?.load()) ?? false)
      this.tell(reading, changed, asked)
    } catch (error) {
      this.note(false)
      this.parts.events.reloadFailed(String(error))
    }
  }

  private tell(reading: Reading, configChanged: boolean, asked: boolean): void {
    const { events, library, settings } = this.parts
    const refused = [...reading.refused, ...(settings?.faults ?? []).map(configRefusal)]
    const isNews = (text: string) => asked || !this.told.has(text)
    const news = refused.filter((one) => isNews(told(one)))
    const warnings = (settings?.warnings ?? []).map(formatDiagnostic)
    for (const text of warnings) if (isNews(text)) events.configurationWarned(text)
    for (const one of news) events.fileRefused(one.file, formatDiagnostic(one.fault), one.kept)
    for (const name of reading.changed)
      if (library.folder.get(name)) events.scripts.loaded(labels(name), this.parts.clock.now())
    this.told = new Set([...refused.map(told), ...warnings])
    this.note(refused.length === 0)
    if (!asked && !configChanged && news.length === 0 && reading.changed.length === 0) return
    events.reloaded({
      scripts: reading.scripts,
      changed: reading.changed.length,
      refused: refused.length,
      configuration: configChanged,
    })
  }
}

function labels(script: string) {
  return { script, namespace: 'default', category: 'logging' }
}

function configRefusal(fault: Diagnostic): Refusal {
  return { file: fault.file, fault, kept: true }
}

function told({ fault }: Refusal): string {
  return formatDiagnostic(fault)
}
