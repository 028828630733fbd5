// The routes of the workbench on a socket of their own, with a worker as it is built: a thread runs JavaScript, not what vitest
// makes of TypeScript. `npm test` builds before; LOGFWDSERVER_BUILD names another build.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BUILT } from '../../bench/built-server.js'
import { LOOKUP_DEFAULTS } from '../../src/lookup/options.js'
import { ScriptFolder } from '../../src/pipeline/folder.js'
import { functionTable } from '../../src/pipeline/functions/index.js'
import { PatternScope } from '../../src/pipeline/grok/expand.js'
import { PIPELINE_DEFAULTS, type PipelineOptions } from '../../src/pipeline/options.js'
import { Api } from '../../src/receive/api.js'
import { RECEIVE_DEFAULTS } from '../../src/receive/options.js'
import { workbenchRoutes } from '../../src/workbench/routes.js'
import { Workbench, type WorkbenchSettings } from '../../src/workbench/workbench.js'
import { SOURCES } from '../support/api-sources.js'

/** The worker as it is built. */
const WORKER = pathToFileURL(resolve(BUILT, 'workbench/worker.js'))

export interface BenchOptions {
  readonly pipeline?: Partial<PipelineOptions>
  readonly limitMs?: WorkbenchSettings['limitMs']
  readonly patterns?: () => ReadonlyMap<string, string>
  readonly scripts?: Readonly<Record<string, string>>
}

export function settingsOf(options: BenchOptions = {}): WorkbenchSettings {
  return {
    worker: WORKER,
    pipeline: { ...PIPELINE_DEFAULTS, ...ROOMY, ...options.pipeline },
    lookup: LOOKUP_DEFAULTS,
    home: '/nonexistent',
    hostTags: () => new Map([['host', 'n1']]),
    patterns: options.patterns ?? (() => NO_PATTERNS),
    ...(options.limitMs && { limitMs: options.limitMs }),
  }
}

const NO_PATTERNS: ReadonlyMap<string, string> = new Map()
/** A busy machine must not make a record late. */
const ROOMY = { scriptBudgetMs: 2000, batchBudgetMs: 2000, watchBudgetMs: 2000 }

export interface BenchServer {
  post(
    path: string,
    body: unknown,
    headers?: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<Response>
  get(path: string, headers?: Record<string, string>): Promise<Response>
  readonly reasons: readonly string[]
  stop(): Promise<void>
}

export async function startBench(options: BenchOptions = {}): Promise<BenchServer> {
  const reasons: string[] = []
  const settings = { ...settingsOf(options), failed: (reason: string) => reasons.push(reason) }
  const folder = new ScriptFolder(new Map(Object.entries(options.scripts ?? {})), {
    functions: functionTable,
    patterns: () => PatternScope.builtin().child(),
  })
  const workbench = new Workbench(settings)
  const routes = workbenchRoutes({ workbench, scripts: () => folder, patterns: settings.patterns })
  const receive = { ...RECEIVE_DEFAULTS, apiAddress: '127.0.0.1:0' }
  const api = new Api(receive, SOURCES, [routes])
  const { port } = await api.start()
  const url = `http://127.0.0.1:${port}`
  return {
    post: (path, body, headers, signal) =>
      fetch(`${url}${path}`, { ...posted(body, headers), ...(signal && { signal }) }),
    get: (path, headers = {}) => fetch(`${url}${path}`, { headers }),
    reasons,
    stop: () => api.stop(),
  }
}

function posted(body: unknown, headers: Record<string, string> = {}): RequestInit {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: (isRaw ? body : JSON.stringify(body)) as string,
  }
}

export function base64(text: string | Uint8Array): string {
  return Buffer.from(text as string).toString('base64')
}
