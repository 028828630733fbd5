// Everything that an operator may have to know, one method each: a counter moves, and a log line says it, at most
// one a second for each kind and reason. Levels: `warn` is surprising but nothing is lost, `error` means that records
// are lost or that a person must act. No line holds log content, a token or a query.

import { STATUS_CODES } from 'node:http'
import { ADJUSTMENTS, type Adjustment } from '../point/adjustment.js'
import type { Clock } from '../util/clock.js'
import { LastFailures } from './last-failures.js'
import type { Log } from './log.js'
import type { Metrics } from './metrics.js'
import { Sampler } from './sampler.js'
import { ScriptEvents } from './script-events.js'

type Level = 'info' | 'warn' | 'error'

/** What came of a reload. */
export interface ReloadResult {
  readonly scripts: number
  /** Scripts that have another version, are new, or are gone. */
  readonly changed: number
  /** Scripts, pattern files and configuration files that cannot be used as they are. */
  readonly refused: number
  /** Whether another configuration is in force. */
  readonly configuration: boolean
}

export class Events {
  readonly scripts: ScriptEvents
  private readonly sampler: Sampler

  constructor(
    readonly metrics: Metrics,
    private readonly log: Log,
    clock: Pick<Clock, 'now'>,
  ) {
    this.sampler = new Sampler(clock)
    this.scripts = new ScriptEvents(this, new LastFailures(clock))
  }

  /** Records are given up before they were sent. */
  dropped(count: number, reason: string): void {
    this.metrics.dropped(reason, count)
    this.say('error', 'dropped', reason, 'records dropped', { reason, count })
  }

  /**
   * Records are given up because of the answer to them.
   * @param where they are kept; undefined when they are lost
   */
  setAside(
    endpoint: string,
    category: string,
    count: number,
    reason: string,
    where?: string,
  ): void {
    this.metrics.refused(category, reason, count)
    const what = where === undefined ? 'given up' : 'put into the dead letters'
    const detail = { endpoint, reason, count, ...(where === undefined ? {} : { where }) }
    this.say('error', 'set_aside', reason, `records refused by the Dataway and ${what}`, detail)
  }

  /** Dead letters are gone: the oldest ones made room, one is too large, or the disk does not take them. */
  deadLettersLost(count: number, reason: string): void {
    this.metrics.deadLettersLost(reason, count)
    this.say('error', 'dead_letters_lost', reason, 'dead letters lost', { reason, count })
  }

  /** The folder of dead letters cannot be written. */
  deadLettersFailed(folder: string, error: string): void {
    this.say('error', 'dead_letters_failed', error, 'dead letters cannot be written', {
      folder,
      error,
    })
  }

  /** A request failed and will be sent again. */
  retry(endpoint: string, api: string, status: string, waitMs: number): void {
    this.metrics.retried(api, status)
    const wait = Math.round(waitMs)
    this.say('warn', 'retry', `${endpoint} ${status}`, 'request failed, will be sent again', {
      endpoint,
      status,
      waitMs: wait,
    })
  }

  /** A request was refused as too large, or for some of its records, and goes again in parts. */
  split(endpoint: string, status: string, count: number): void {
    this.metrics.split(status)
    this.say('warn', 'split', status, 'request refused, sending it in parts', {
      endpoint,
      status,
      count,
    })
  }

  /** The Dataway does not take the token: nothing is sent to it for a while, nothing is lost. */
  endpointPaused(endpoint: string, status: string, waitMs: number): void {
    this.metrics.endpointPaused(endpoint, true)
    this.say('error', 'paused', endpoint, 'the Dataway refuses the token, check ENV_DATAWAY', {
      endpoint,
      status,
      waitMs: Math.round(waitMs),
    })
  }

  endpointResumed(endpoint: string): void {
    this.metrics.endpointPaused(endpoint, false)
    this.say('info', 'resumed', endpoint, 'the Dataway takes records again', { endpoint })
  }

  /** The grace time of a stop is over. What the buffer cannot keep is counted as dropped by the buffer. */
  undelivered(count: number, bytes: number): void {
    this.say('warn', 'undelivered', '', 'stopped before everything was delivered', { count, bytes })
  }

  /** A script, pattern file or configuration file cannot be used as it is. */
  fileRefused(file: string, message: string, kept: boolean): void {
    this.metrics.fileRefused()
    const inUse = kept ? 'the version before stays in force' : 'there is no version before'
    this.say('error', 'file_refused', message, `a file cannot be used: ${inUse}`, {
      file,
      error: message,
    })
  }

  /** Scripts, patterns and configuration were read again. */
  reloaded({ scripts, changed, refused, configuration }: ReloadResult): void {
    this.metrics.reloaded(refused === 0 ? 'ok' : 'failed')
    const text = `reloaded: ${scripts} scripts, ${changed} changed, ${refused} refused`
    const detail = { event: 'reloaded', scripts, changed, refused, configuration }
    this.log[refused === 0 ? 'info' : 'error'](detail, text)
  }

  /** They could not be read at all: what was in force stays. */
  reloadFailed(reason: string): void {
    this.metrics.reloaded('failed')
    this.say('error', 'reload_failed', reason, 'reload failed', { error: reason })
  }

  /** Something in the configuration that a person may want to change. */
  configurationWarned(message: string): void {
    this.say('warn', 'configuration', message, message)
  }

  /** A connection to a log port was not taken. */
  connectionRefused(reason: string, address: string): void {
    this.metrics.connectionRefused(reason)
    this.say('warn', 'connection_refused', reason, 'a connection was refused', { reason, address })
  }

  /** A connection ended otherwise than by its peer; with a message, when that was not whole or not allowed. */
  connectionBroken(reason: string, address: string): void {
    const message = 'a connection of a sidecar broke'
    this.say('warn', 'connection_broken', reason, message, { reason, address })
  }

  /**
   * A request to the HTTP API was answered. One that brought records and was not done is told, and one that found the program at
   * fault.
   */
  requestAnswered(api: string, method: string, status: number): void {
    this.metrics.answered({ api, method, status: STATUS_CODES[status] ?? String(status) })
    const told = api.startsWith('/v1/write') ? status >= 400 : status === 500
    if (!told) return
    const message = 'a request to the HTTP API was not done'
    this.say('warn', 'request_failed', `${api} ${status}`, message, { api, status })
  }

  /** Another host asked the HTTP API for what is not public. */
  requestRefused(reason: string, address: string): void {
    this.metrics.requestRefused(reason)
    this.say('warn', 'request_refused', reason, 'a request to the HTTP API was refused', {
      reason,
      address,
    })
  }

  /** A certificate or token was replaced while the port is open. */
  secretRenewed(what: string, port: string): void {
    this.metrics.secretRead(what, 'ok')
    this.say('info', 'secret_renewed', `${what} ${port}`, `new ${what} in force`, { port })
  }

  /** It was replaced by one that cannot be used: the one of before stays in force. */
  secretRefused(what: string, reason: string): void {
    this.metrics.secretRead(what, 'failed')
    this.say('error', 'secret_refused', reason, `new ${what} cannot be used`, { reason })
  }

  /** Lines that a sidecar read never arrived. */
  linesLost(from: string, count: number): void {
    // Clients name sources: what is said of them is bounded as the series are.
    const source = this.metrics.lostUpstream(from, count)
    const message = 'lines were lost before they arrived'
    this.say('error', 'lines_lost', source, message, { source, count })
  }

  /** A message of a sidecar cannot be read. */
  messageRefused(reason: string): void {
    this.metrics.message(reason)
    this.say('error', 'message_refused', reason, 'message of a sidecar refused', { reason })
  }

  /** Records go on otherwise than they came, because of the limits of a Dataway. */
  adjusted(reason: Adjustment, count: number): void {
    this.metrics.adjusted(reason, count)
    const why = ADJUSTMENTS[reason]
    this.say('warn', 'adjusted', reason, `records changed to be sent: ${why}`, { reason, count })
  }

  /** Sockets are not read: the buffer is full, or too much waits for the pipeline. */
  readPaused(reason: string): void {
    this.metrics.readPaused(reason)
    // What one connection sends too fast waits for the pipeline and harms no other.
    const level = reason === 'connection' ? 'info' : 'warn'
    this.say(level, 'read_paused', reason, 'sidecars wait', { reason })
  }

  readResumed(reason: string): void {
    this.say('info', 'read_resumed', reason, 'sidecars are read again', { reason })
  }

  /** The clock of this node is too far from that of the Dataway, or was and is no more. */
  clockCorrected(seconds: number): void {
    this.metrics.clockCorrected(seconds)
    const message = 'the clock of this node is off, times of records are corrected'
    if (seconds === 0) this.say('info', 'clock', 'right', 'the clock of this node is right again')
    else this.say('warn', 'clock', 'off', message, { seconds })
  }

  /** The Dataway did not tell the time; nothing changes by it. */
  clockUnanswered(): void {
    this.metrics.clockAsked('failed')
    this.say('info', 'clock', 'unanswered', 'the Dataway did not tell the time')
  }

  /** Something in a room that has no event of its own. The text must not hold log content. */
  warn(kind: string, message: string, detail: Readonly<Record<string, unknown>> = {}): void {
    this.say('warn', kind, '', message, detail)
  }

  /** For events of a room that stand in a file of their own. */
  say(
    level: Level,
    event: string,
    key: string,
    message: string,
    detail: Readonly<Record<string, unknown>> = {},
  ): void {
    const repeated = this.sampler.pass(`${event} ${key}`)
    if (repeated === undefined) return
    this.log[level]({ event, ...detail, ...(repeated > 0 ? { repeated } : {}) }, message)
  }
}
