// Prints the generated documents from the tables they belong to; with --check it only says which are stale.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { configurationMarkdown } from '../src/config/docs.js'
import { EXPLANATIONS } from '../src/errors/explanations.js'
import { CODES, type Code, type Diagnostic, formatDiagnostic } from '../src/errors.js'
import type { Example, FunctionDef, Param } from '../src/pipeline/define.js'
import { FUNCTIONS } from '../src/pipeline/functions/index.js'
import { MOST_ERRORS } from '../src/pipeline/language/recover.js'
import { defaultText } from '../src/workbench/catalogue.js'
import { runGuide } from './guide.js'
import { metricsMarkdown } from './metrics-doc.js'
import { pipelinesMarkdown } from './pipelines-doc.js'

const NOTE = '<!-- Printed by `npm run docs`; do not edit. -->\n\n'

function errorsPage(): string {
  const codes = Object.keys(CODES) as Code[]
  const rows = codes.map((code) => `| [${code}](#${code.toLowerCase()}) | ${CODES[code]} |`)
  return `${NOTE}# Error codes

PL1xx syntax · PL2xx names and arity · PL3xx arguments · PL4xx patterns and regular expressions · CF1xx configuration files ·
CF2xx environment · CF9xx warnings. A code keeps its meaning for ever.

A script is reported with up to ${MOST_ERRORS} errors at once, each with its line and, where there is one, what to do about it:

\`\`\`
${formatDiagnostic(SAMPLE)}
\`\`\`

| code | meaning |
| --- | --- |
${rows.join('\n')}

${codes.map(errorSection).join('\n\n')}
`
}

const SAMPLE: Diagnostic = {
  code: 'PL302',
  message: '"INT" is not a type to cast to',
  file: 'nginx.p',
  position: { line: 3, column: 14 },
  frame: { line: 3, text: 'cast(status, "INT")', start: 13, length: 5 },
  hint: 'did you mean "int"? The form is cast(key, type)',
}

function errorSection(code: Code): string {
  const { text, scripts } = EXPLANATIONS[code]
  const parts = [`## ${code}`, CODES[code], text]
  if (scripts) {
    parts.push(`Wrong:\n\n\`\`\`\n${scripts.wrong}\n\`\`\``)
    parts.push(`Right:\n\n\`\`\`\n${scripts.right}\n\`\`\``)
  }
  return parts.join('\n\n')
}

function functionIndex(): string {
  const rows = FUNCTIONS.map((f) => `| [${f.name}](${f.name}.md) | ${f.category} | ${f.summary} |`)
  return `${NOTE}# Functions of the pipeline language\n\n| function | category | what it does |\n| --- | --- | --- |\n${rows.join('\n')}\n`
}

function functionPage(f: FunctionDef): string {
  const params = Object.entries(f.params)
  const signature = `${f.name}(${params.map(([name, p]) => (p.optional ? `[${name}]` : name)).join(', ')})`
  return [
    `${NOTE}# ${f.name}`,
    f.summary,
    `\`\`\`\n${signature}\n\`\`\``,
    f.doc ?? '',
    params.length > 0
      ? `| parameter | takes | |\n| --- | --- | --- |\n${params.map(row).join('\n')}`
      : '',
    f.failures?.length
      ? `## When it does nothing or fails\n\n${f.failures.map((x) => `- ${x}`).join('\n')}`
      : '',
    `## Examples\n\n${f.examples.map(example).join('\n\n')}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n')
}

const TAKES: Record<Param['kind'], string> = {
  key: 'a key: name, attribute or text',
  name: 'a key: name or attribute',
  ident: 'a key: name',
  string: 'a text literal',
  int: 'an integer literal',
  number: 'a number literal',
  bool: '`true` or `false`',
  any: 'any expression',
  node: '',
  typed: 'any expression',
  ignored: 'anything, not evaluated',
}

function row([name, p]: [string, Param]): string {
  const kinds = p.accept?.join(', ') ?? p.types?.join(' or ')
  const takes = [TAKES[p.kind], kinds].filter(Boolean).join(': ')
  const optional = p.optional
    ? ` Optional${p.default === undefined ? '' : `, default \`${defaultText(p.default)}\``}.`
    : ''
  return `| \`${name}\` | ${takes} | ${p.doc.replaceAll('|', '\\|')}${optional} |`
}

function example(e: Example): string {
  const input = e.input === '' ? '' : `\nLine: \`${e.input.replaceAll('\n', '⏎')}\`\n`
  return `**${e.title}**\n\n\`\`\`\n${e.script}\n\`\`\`\n${input}\n${outcome(e)}`
}

function outcome(e: Example): string {
  if (e.error) return `Does not compile: ${e.error}.`
  const show = (record: object) =>
    Object.entries(record)
      .map(([k, v]) => `\`${k}\` = ${v === undefined ? 'absent' : `\`${shown(v)}\``}`)
      .join(', ')
  const parts = [
    e.fields ? `Fields: ${show(e.fields)}.` : '',
    e.tags ? `Tags: ${show(e.tags)}.` : '',
    e.name === undefined ? '' : `Measurement: \`${e.name}\`.`,
    e.time === undefined ? '' : `Time: \`${e.time}\`.`,
    e.dropped ? 'The record is dropped.' : '',
    ...(e.made ?? []).map(
      ({ category, name, tags, fields }) =>
        `Beside it, ${category} \`${name}\`: ${show({ ...tags, ...fields })}.`,
    ),
    e.failure ? `Stops: ${e.failure}.` : '',
  ]
  return parts.filter((part) => part !== '').join(' ') || 'Nothing changes.'
}

function shown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}

/** The hand-written page with the table of differing cases between its marks. */
function compatibilityPage(): string {
  const page = readFileSync('docs/compatibility.md', 'utf8')
  const listed = JSON.parse(readFileSync('test/conformance/differences.json', 'utf8')) as Record<
    string,
    string
  >
  const rows = Object.entries(listed).map(([id, reason]) => `| \`${id}\` | ${reason} |`)
  const table = rows.length > 0 ? `| case | reason |\n| --- | --- |\n${rows.join('\n')}` : 'None.'
  return page.replace(
    /(<!-- cases -->\n)[\s\S]*?(<!-- end -->)/,
    (_, start, end) => `${start}${table}\n${end}`,
  )
}

/** The command as `npm run build:tools` has built it. */
const COMMAND = resolve('.build/src/main.js')

/** Pages with examples that are run. */
function guides(): string[] {
  const files = readdirSync('docs/guides', { recursive: true, encoding: 'utf8' })
  return files.filter((file) => file.endsWith('.md')).map((file) => join('docs/guides', file))
}

function pages(): Map<string, string> {
  const all = new Map([
    ['docs/errors.md', errorsPage()],
    ['docs/configuration.md', NOTE + configurationMarkdown()],
    ['docs/compatibility.md', compatibilityPage()],
    ['docs/pipelines.md', NOTE + pipelinesMarkdown('pipelines')],
    ['docs/metrics.md', NOTE + metricsMarkdown()],
    ['docs/functions/README.md', functionIndex()],
  ])
  for (const path of guides()) all.set(path, runGuide(readFileSync(path, 'utf8'), COMMAND))
  for (const f of FUNCTIONS) all.set(`docs/functions/${f.name}.md`, functionPage(f))
  return all
}

function stale(all: Map<string, string>): string[] {
  const wrong = [...all].filter(
    ([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text,
  )
  return [...wrong.map(([path]) => path), ...leftOver(all)]
}

/** Pages of functions that are no more. */
function leftOver(all: Map<string, string>): string[] {
  if (!existsSync('docs/functions')) return []
  return readdirSync('docs/functions')
    .map((file) => join('docs/functions', file))
    .filter((path) => !all.has(path))
}

function main(check: boolean): number {
  const all = pages()
  if (check) {
    const found = stale(all)
    for (const path of found) console.error(`${path} is stale: npm run docs`)
    return found.length === 0 ? 0 : 1
  }
  for (const path of leftOver(all)) rmSync(path)
  for (const [path, text] of all) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  return 0
}

process.exitCode = main(process.argv.includes('--check'))
