// Log lines of the demo service, varied but the same at every run, and the messages a sidecar sends for them.

/** mulberry32: a small generator with a seed, so that every run has the same lines. */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const LEVELS = ['INFO ', 'WARN ', 'ERROR', 'DEBUG']
const CLASSES = ['c.g.d.c.DemoController', 'c.g.demo.OrderService', 'o.s.w.s.DispatcherServlet']
const METHODS = ['createOrder', 'ping', 'doDispatch', 'lambda$run$0']
const WORDS =
  'request for order accepted by the payment service after a retry of the upstream call'.split(' ')

const SHANGHAI_MS = 8 * 3600 * 1000

/**
 * `count` lines in the logback pattern of the demo service, about 160 characters each.
 * @param fromMs Unix milliseconds of the first line, which is written as a clock in Shanghai shows it
 */
export function logLines(count: number, seed = 7, fromMs = 1659579674000): string[] {
  const next = random(seed)
  const pick = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)]!
  return Array.from({ length: count }, (_, i) => {
    const time = new Date(fromMs + SHANGHAI_MS + i * 37)
    const stamp = time.toISOString().replace('T', ' ').replace('Z', '')
    const thread = `[http-nio-8090-exec-${1 + Math.floor(next() * 200)}]`
    const message = Array.from({ length: 8 }, () => pick(WORDS)).join(' ')
    const line = 10 + Math.floor(next() * 400)
    return `${stamp} ${thread} ${pick(LEVELS)} ${pick(CLASSES)} - [${pick(METHODS)},${line}] -  - ${message} id=${Math.floor(next() * 1e9)}`
  })
}

/** The script of the document, as it stands in its ConfigMap. */
export const DOCUMENT_GROK =
  '%{TIMESTAMP_ISO8601:time} %{NOTSPACE:thread_name} %{LOGLEVEL:status}%{SPACE}%{NOTSPACE:class_name} - \\[%{NOTSPACE:method_name},%{NUMBER:line}\\] -  - %{GREEDYDATA:msg}'

export const DOCUMENT_SCRIPT = `grok(_, ${JSON.stringify(DOCUMENT_GROK)})\ndefault_time(time,"Asia/Shanghai")\n`

/** The message of a sidecar for one line. */
export function sidecarMessage(log: string, n: number): string {
  return JSON.stringify({
    type: '1',
    source: 'log_fwd_demo',
    pipeline: 'pod-logging-demo.p',
    tags: {
      filename: '/var/log/log.log',
      flag: 'tag1',
      namespace: 'default',
      pod_name: 'guance-deployment-7d4b9c6f5-abcde',
      service: 'log_fwd_demo',
    },
    fields: { filepath: '/var/log/log.log', log_read_lines: n, status: 'info' },
    log,
  })
}
