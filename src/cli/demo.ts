// `demo`: the deployment of the document on one machine. A scratch home with the files of its ConfigMap, the server on
// free loopback ports, a local Dataway, log lines of the demo service sent as a sidecar does, and what arrived as a table.
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Table from 'cli-table3'
import { Command } from 'commander'
import type { Addresses } from '../app.js'
import { loadConfig } from '../config/load.js'
import { consoleUrl } from '../console/address.js'
import type { StoredRecord } from '../dataway/local.js'
import { demoLog, demoSecond, events } from './demo-service.js'
import { untilInterrupted } from './interrupt.js'
import type { Logging, Sidecar } from './sidecar.js'

const LOGGING: Logging = {
  source: 'log_fwd_demo',
  pipeline: 'pod-logging-demo.p',
  tags: {
    flag: 'tag1',
    service: 'log_fwd_demo',
    pod_name: 'guance-deployment-0',
    pod_namespace: 'default',
  },
  filepath: '/var/log/log.log',
}

const CONF = `[inputs.logfwdserver]
  address = "127.0.0.1:0"

  [inputs.logfwdserver.tags]
`

const ENVIRONMENT = {
  ENV_GLOBAL_HOST_TAGS: 'host=__datakit_hostname,host_ip=__datakit_ip,cluster_name_k8s=k8s-prod',
  ENV_HTTP_LISTEN: '127.0.0.1:0',
  ENV_IO_FLUSH_INTERVAL: '200ms',
  ENV_LOG_LEVEL: 'warn',
}

const HELP = `
Examples:
  logfwdserver demo
  logfwdserver demo --keep

Exit code: 0 every record arrived with the tags of this node, 1 some did not.`

export function demoCommand(): Command {
  return new Command('demo')
    .description('Run the whole path on this machine: service, sidecar, server, pipeline, Dataway.')
    .option('--keep', 'keep the service logging and the server running until interrupted')
    .addHelpText('after', HELP)
    .action(async (flags: { keep?: boolean }) => {
      process.exitCode = await demo(flags.keep ?? false)
    })
}

async function demo(keep: boolean): Promise<number> {
  const [{ App }, { Sidecar }] = await Promise.all([import('../app.js'), import('./sidecar.js')])
  const home = mkdtempSync(join(tmpdir(), 'logfwdserver-demo-'))
  layOut(home)
  const { config } = loadConfig({ home, env: { ...hostEnvironment(), ...ENVIRONMENT } })
  const app = new App(config)
  try {
    const addresses = await app.start()
    const texts = writeLog(home)
    const sidecar = await Sidecar.connect(addresses.log[0]!, LOGGING)
    sidecar.send(texts)
    const records = await app.localDataway!.waitFor(texts.length, 10_000)
    print(records)
    const code = checkHosts(records, app.hostname, texts.length)
    if (keep) await keepLogging(sidecar, addresses)
    await sidecar.close()
    return code
  } finally {
    await app.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

/** The files of the document's ConfigMap, where its mounts put them. */
function layOut(home: string): void {
  const script = fileURLToPath(new URL('../../pipelines/pod-logging-demo.p', import.meta.url))
  const conf = join(home, 'conf.d/log/logfwdserver.conf')
  for (const dir of [dirname(conf), join(home, 'pipeline')]) mkdirSync(dir, { recursive: true })
  writeFileSync(conf, CONF)
  copyFileSync(script, join(home, 'pipeline/pod-logging-demo.p'))
}

/** Only who this node is: the rest of the environment is not the demo's. */
function hostEnvironment(): Record<string, string> {
  const names = ['ENV_HOSTNAME', 'NODE_NAME', 'HOST_IP']
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  )
}

function writeLog(home: string): string[] {
  const path = join(home, 'log.log')
  writeFileSync(path, demoLog(Date.now()))
  return events(readFileSync(path, 'utf8'))
}

const COLUMNS = ['time', 'status', 'source', 'host', 'thread', 'class', 'method', 'line', 'message']

function print(records: readonly StoredRecord[]): void {
  const table = new Table({ head: COLUMNS, style: { head: [], border: [] } })
  for (const record of records) {
    const { fields, tags } = record
    table.push(
      [
        new Date(Number(record.time / 1_000_000n)).toISOString(),
        fields.status,
        record.name,
        tags.host,
        fields.thread_name,
        fields.class_name,
        fields.method_name,
        fields.line,
        brief(String(fields.msg ?? fields.message ?? '')),
      ].map((cell) => String(cell ?? '')),
    )
  }
  process.stdout.write(`${table.toString()}\n`)
}

/** A text on one line; the table is to fit a terminal. */
function brief(text: string): string {
  const [first = '', ...rest] = text.split('\n')
  const more = rest.length > 0 ? ` (+${rest.length} lines)` : ''
  return (first.length > 40 ? `${first.slice(0, 39)}…` : first) + more
}

/** The check of the document: every record carries the name of the node that it was written on. */
function checkHosts(records: readonly StoredRecord[], hostname: string, sent: number): number {
  const here = records.filter((record) => record.tags.host === hostname).length
  const good = here === sent && records.length === sent
  const verdict = good ? 'every record is from this node' : 'NOT every record is from this node'
  process.stdout.write(`\nhost = ${hostname} on ${here} of ${sent} records: ${verdict}\n`)
  return good ? 0 : 1
}

/** The service goes on logging, so that there is something to see, until a signal comes. */
async function keepLogging(sidecar: Sidecar, { log, api, dataway }: Addresses): Promise<void> {
  process.stdout.write(`
Open   ${consoleUrl(api)}

The demo service logs a line a second; they appear there, parsed. Also:
  sidecars  ws://${log[0]}/logfwd
  HTTP API  http://${api}/v1/ping
  records   ${dataway}/records
Stop with Ctrl-C.
`)
  let second = 0
  const timer = setInterval(() => sidecar.send(demoSecond(++second, Date.now())), 1000)
  await once(untilInterrupted().signal, 'abort')
  clearInterval(timer)
}
