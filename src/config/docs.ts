// docs/configuration.md, printed from the table of variables and the options of the stages.
import { DEFAULT_ADDRESS } from '../receive/options.js'
import { TABLES } from './config.js'
import { presetOf } from './environment.js'
import { OWN_PREFIX, type Setting, VARIABLES, type Variable } from './variables.js'

const SECTIONS: Readonly<Record<string, string>> = {
  forward: 'Delivery',
  tag: 'Tags and this node',
  receive: 'Receiving',
  pipeline: 'Pipeline',
  filter: 'Filters',
  lookup: 'Beyond the record',
  buffer: 'Buffer',
  deadLetters: 'Dead letters',
  log: 'Log',
}

const FILES = `## Files

The home folder is \`/usr/local/datakit\` where it exists, else the current folder.

| path in the home folder | content |
| --- | --- |
| \`conf.d/**/*.conf\` | inputs, TOML |
| \`pipeline/*.p\`, \`pipeline/logging/*.p\` | scripts; those of the sub-folder win |
| \`pipeline/pattern/*\` | global grok patterns |
| \`cache\` | what outlives the process |

One \`[inputs.logfwdserver]\`, or several \`[[inputs.logfwdserver]]\` with an address each:

\`\`\`toml
[inputs.logfwdserver]
  ## Address on which sidecars are served.
  # address = "${DEFAULT_ADDRESS}"

  ## Certificate and key of this port, which then speaks TLS only; authorities of clients that must show a certificate.
  # tls_cert = "/etc/logfwdserver/tls/tls.crt"
  # tls_key = "/etc/logfwdserver/tls/tls.key"
  # tls_ca = "/etc/logfwdserver/tls/ca.crt"

  ## Tokens, one a line, of which a client must show one.
  # token_file = "/etc/logfwdserver/token"

  ## Tags for every record that has no tag or field of the same key.
  [inputs.logfwdserver.tags]
  # some_tag = "some_value"
  # zone = "\${ZONE}"                     ## a variable
  # team = "ENC[file:///etc/team/name]"  ## the content of a file
\`\`\`

Without such a file the program listens on \`${DEFAULT_ADDRESS}\`. Inputs and keys that it does not have are warnings.`

const OPENING = `# Configuration

Everything is checked at start, before anything is opened, and all that is found is told at once, with the file and line or the
variable and what to do. A variable of DataKit with a value that cannot work is a warning (CF910), and its default counts. What is
not guessed ends the program: faults in \`conf.d\`, in \`ENV_LOGFWDSERVER_…\`, and in
${strictNames().join(', ')}.

Settings that have no effect are warnings. A variable that is empty counts as not set. Later wins: default, environment, \`conf.d\`. The
configuration in force is shown with tokens masked.`

/** The whole page. */
export function configurationMarkdown(): string {
  const sections = Object.keys(SECTIONS).map(section)
  const accepted = VARIABLES.filter((one) => one.sets === undefined)
  const rest = ['## Accepted', '', '| variable | what becomes of it |', '| --- | --- |']
  for (const variable of accepted) rest.push(`| ${names(variable)} | ${variable.doc} |`)
  return `${[OPENING, FILES, ...sections, rest.join('\n')].join('\n\n')}\n`
}

function section(stage: string): string {
  const settings = VARIABLES.filter((one) => one.sets !== undefined)
  const rows = settings.filter((one) => one.sets.startsWith(`${stage}.`)).map(row)
  const head = ['| variable | takes | default | meaning |', '| --- | --- | --- | --- |']
  return [`## ${SECTIONS[stage]}`, '', ...head, ...rows].join('\n')
}

function row(setting: Setting): string {
  const { kind, sets, doc, note } = setting
  const meaning = [doc ?? sentence(sets), note].filter((one) => one !== undefined).join(' ')
  return `| ${names(setting)} | ${kind.takes} | \`${presetOf(setting)}\` | ${meaning} |`
}

/** Variables besides those of this program alone whose faults end it. */
function strictNames(): string[] {
  const settings = VARIABLES.filter((one) => one.sets !== undefined)
  const strict = settings.filter(({ strict, name }) => strict && !name.startsWith(OWN_PREFIX))
  return strict.map(({ name }) => `\`${name}\``)
}

function sentence(path: Setting['sets']): string {
  const [stage, name] = path.split('.') as [keyof typeof TABLES, string]
  const table: Readonly<Record<string, { readonly doc: string }>> = TABLES[stage]
  return table[name]!.doc
}

function names({ name, aliases }: Variable): string {
  const others = aliases.map((alias) => `\`${alias}\``).join(', ')
  return others ? `\`${name}\` (or ${others})` : `\`${name}\``
}
