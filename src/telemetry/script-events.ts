// What an operator may have to know of scripts and of what they look up, one method each, on the rules of `events.ts`.
import type { Events } from './events.js'
import type { LastFailures } from './last-failures.js'
import type { ScriptLabels } from './script-metrics.js'

export class ScriptEvents {
  constructor(
    private readonly events: Events,
    /** The last failure of each script. */
    readonly failures: LastFailures,
  ) {}

  /** A script stopped on records, which go on as far as they got. */
  failed(labels: ScriptLabels, count: number, message: string): void {
    this.events.metrics.scripts.failed(labels, count)
    const { script } = labels
    this.failures.note(script, message)
    const detail = { script, count, error: message }
    this.events.say('warn', 'script_failed', script, 'a script failed on a record', detail)
  }

  /** A script had no time for records, which went on as they came. */
  unparsed(script: string, reason: string, count: number): void {
    this.events.metrics.scripts.unparsed(script, reason, count)
    const detail = { script, reason, count }
    this.events.say('warn', 'unparsed', `${script} ${reason}`, 'records went on unparsed', detail)
  }

  /** A script took too long for a line: it is under watch from now on. */
  quarantined(script: string): void {
    this.events.metrics.scripts.quarantined(script)
    this.events.say('warn', 'quarantined', script, 'a script took too long for a line', { script })
  }

  loaded(labels: ScriptLabels, unixMs: number): void {
    this.events.metrics.scripts.loaded(labels, unixMs / 1000)
    const { script } = labels
    this.events.say('info', 'script_loaded', script, 'script loaded', { script })
  }

  /** The reference tables of scripts are new. */
  tablesLoaded(tables: number, rows: number): void {
    this.events.metrics.tablesLoaded(rows)
    this.events.say('info', 'tables_loaded', '', 'reference tables loaded', { tables, rows })
  }

  /** The reference tables cannot be fetched or read; those of before stay. */
  tablesRefused(source: string, reason: string): void {
    this.events.metrics.tablesRefused()
    const detail = { source, reason }
    this.events.say('error', 'tables_refused', source, 'reference tables not loaded', detail)
  }

  /** A script asked another host. */
  requestDone(result: string): void {
    this.events.metrics.scripts.requested(result)
    if (result === 'answered') return
    const message = 'a request of a script got no answer'
    this.events.say('warn', 'script_request', result, message, { result })
  }
}
