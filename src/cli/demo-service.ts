// The demo service of the document: log lines in its logback pattern, a stack trace and Chinese text among them.
// Pattern: %d{yyyy-MM-dd HH:mm:ss.SSS} [%thread] %-5level %logger{20} - [%method,%line] -  - %msg%n

const ZONE = 'Asia/Shanghai'

interface Event {
  readonly thread: string
  readonly level: string
  readonly logger: string
  readonly method: string
  readonly line: number
  readonly message: string
}

const TRACE = `order 20413 failed
java.lang.IllegalStateException: stock is empty
	at com.demo.StockService.take(StockService.java:58)
	at com.demo.OrderController.create(OrderController.java:31)
Caused by: java.sql.SQLException: no row for sku "A-7"
	... 12 more`

const EVENTS: readonly Event[] = [
  {
    thread: 'main',
    level: 'INFO',
    logger: 'c.d.DemoApplication',
    method: 'main',
    line: 12,
    message: 'service-demo started on port 8090',
  },
  {
    thread: 'http-nio-8090-exec-1',
    level: 'INFO',
    logger: 'c.d.OrderController',
    method: 'create',
    line: 24,
    message: 'order 20412 accepted',
  },
  {
    thread: 'http-nio-8090-exec-2',
    level: 'INFO',
    logger: 'c.d.OrderController',
    method: 'create',
    line: 24,
    message: '订单 20413 已创建，用户：张三',
  },
  {
    thread: 'http-nio-8090-exec-2',
    level: 'ERROR',
    logger: 'c.d.OrderController',
    method: 'create',
    line: 31,
    message: TRACE,
  },
  {
    thread: 'http-nio-8090-exec-3',
    level: 'WARN',
    logger: 'c.d.StockService',
    method: 'take',
    line: 61,
    message: 'stock of "A-7" is low: 2 \\ 10',
  },
  {
    thread: 'scheduling-1',
    level: 'DEBUG',
    logger: 'c.d.StockRefresher',
    method: 'refresh',
    line: 40,
    message: '库存刷新完成 took=12ms',
  },
  {
    thread: 'http-nio-8090-exec-1',
    level: 'INFO',
    logger: 'c.d.OrderController',
    method: 'get',
    line: 45,
    message: 'order 20412 shipped',
  },
]

/** The text of the log file: one event after the other, a few milliseconds apart, the last one at `nowMs`. */
export function demoLog(nowMs: number): string {
  const step = 137
  return EVENTS.map((event, i) => format(event, nowMs - (EVENTS.length - 1 - i) * step)).join('')
}

/** What the service logs in its n-th second: one event, sometimes a few. */
export function demoSecond(second: number, nowMs: number): string[] {
  const count = second % 5 === 0 ? 3 : 1
  return Array.from({ length: count }, (_, i) => {
    const event = EVENTS[(second + i) % EVENTS.length]!
    return format(event, nowMs - (count - 1 - i) * 10).trimEnd()
  })
}

function format(event: Event, atMs: number): string {
  const { thread, level, logger, method, line, message } = event
  return `${stamp(atMs)} [${thread}] ${level.padEnd(5)} ${logger} - [${method},${line}] -  - ${message}\n`
}

/** `yyyy-MM-dd HH:mm:ss.SSS` as a clock in the zone of the service shows it. */
function stamp(ms: number): string {
  const date = new Date(ms)
  const seconds = date.toLocaleString('sv-SE', { timeZone: ZONE })
  return `${seconds}.${String(date.getUTCMilliseconds()).padStart(3, '0')}`
}

/** Splits a log into its events: a line that begins with a date begins one, as `multiline_match` of the document says. */
export function events(text: string): string[] {
  return text.trimEnd().split(/\n(?=\d{4}-\d{2}-\d{2})/)
}
