// An nginx script as authors write them, on access lines: patterns of its own, three groks of which two do not match, the
// agent taken apart, casts, groups, clean-up and the time; twenty calls in all.
import { random } from './corpus.js'
import { machine, measure, table } from './measure.js'
import { lineRunner, ROW_HEAD, row, variantOf } from './script-run.js'

const COUNT = 2_000
/** Lines/s of the original with a script of twenty calls and three groks. */
const ORIGINAL = 15_700

const SCRIPT = String.raw`
add_pattern("day", "%{YEAR}[./]%{MONTHNUM}[./]%{MONTHDAY} %{TIME}")
add_pattern("head", '''%{NOTSPACE:client_ip} %{NOTSPACE:http_ident} %{NOTSPACE:http_auth} \[%{HTTPDATE:time}\]''')
add_pattern("request", '''%{DATA:http_method} %{GREEDYDATA:http_url} HTTP/%{NUMBER:http_version}''')
grok(_, '''%{day:time} \[%{LOGLEVEL:status}\] %{GREEDYDATA:msg}, client: %{NOTSPACE:client_ip}, server: %{NOTSPACE:server}, request: "%{request}", host: "%{NOTSPACE:host_name}["]''')
grok(_, '''%{day:time} \[%{LOGLEVEL:status}\] %{GREEDYDATA:msg}, client: %{NOTSPACE:client_ip}, server: %{NOTSPACE:server}''')
grok(_, '''%{head} "%{request}" %{INT:status_code} %{INT:bytes} "%{NOTSPACE:referrer}" "%{GREEDYDATA:agent}["]''')
user_agent(agent)
cast(status_code, "int")
cast(bytes, "int")
url_decode(http_url)
group_in(status, ["warn", "notice"], "warning")
group_in(status, ["error", "crit"], "error")
group_between(status_code, [200, 299], "OK", status)
group_between(status_code, [300, 399], "notice", status)
group_between(status_code, [400, 499], "warning", status)
group_between(status_code, [500, 599], "error", status)
nullif(http_ident, "-")
nullif(http_auth, "-")
nullif(referrer, "-")
default_time(time)
`

export function benchNginx(): void {
  const lines = accessLines(COUNT)
  const run = lineRunner(SCRIPT, 'nginx.p')
  check(Buffer.from(run(lines.slice(0, 1))).toString())
  console.log(`## An nginx script of twenty calls, one core\n\n${machine()}\n`)
  const name = 'twenty calls, three groks, `user_agent`'
  const timings = measure([variantOf(name, lines, run)], 75, 25)
  console.log(
    table(
      ROW_HEAD,
      timings.map((timing) => row(timing, ORIGINAL)),
    ),
  )
}

/** What the first line must have become. */
const WANTED = [
  'browser="Chrome"',
  'bytes=',
  'http_method="GET"',
  'http_url="/cart/0?item=0&q=a b"',
  'status="OK"',
  'status_code=200i',
  ' 1710231130000000000\n',
]

function check(record: string): void {
  for (const part of WANTED) if (!record.includes(part)) throw new Error(`no ${part} in ${record}`)
}

const CODES = [200, 200, 304, 404, 502]

/** Lines in the combined format, about 230 bytes each. */
export function accessLines(count: number): string[] {
  const next = random(5)
  const whole = (below: number) => Math.floor(next() * below)
  return Array.from({ length: count }, (_, i) => {
    const time = `12/Mar/2024:16:12:${String(10 + (i % 50)).padStart(2, '0')} +0800`
    const request = `GET /cart/${i}?item=${3 * i}&q=a%20b HTTP/1.1`
    const agent = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${100 + whole(30)}.0.0.0 Safari/537.36`
    const client = `10.${whole(256)}.${whole(256)}.${whole(256)}`
    const code = CODES[i % CODES.length]
    return `${client} - user${whole(999)} [${time}] "${request}" ${code} ${100 + whole(9000)} "https://shop.example/p/${whole(99)}" "${agent}"`
  })
}
