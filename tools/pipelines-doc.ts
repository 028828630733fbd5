// The page about the shipped scripts: what each says of itself in its header, and its first case.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fieldNames, type Row, type ScriptHeader, scriptHeader } from './script-header.js'

interface Case {
  readonly input: string
  readonly point: {
    readonly tags?: Readonly<Record<string, string>>
    readonly fields: Readonly<Record<string, unknown>>
    readonly time?: string
  }
}

interface Shipped {
  readonly name: string
  readonly header: ScriptHeader
  readonly example: Case
}

/** The page in Markdown, from the folder of scripts. */
export function pipelinesMarkdown(folder: string): string {
  const scripts = readdirSync(folder)
    .filter((file) => file.endsWith('.p'))
    .sort()
    .map((file) => shipped(folder, file.slice(0, -2)))
  const table = scripts.map(({ name, header }) => `| [${name}](#${name}) | ${cell(header.title)} |`)
  return `# Shipped scripts

The scripts of [pipelines](../pipelines/README.md), what each takes out of a line, and a line as an example. All leave the line
itself in \`message\`, and a line that a script does not know as it is.

| script | lines |
| --- | --- |
${table.join('\n')}

${scripts.map(section).join('\n')}`
}

function shipped(folder: string, name: string): Shipped {
  const [first = ''] = readFileSync(join(folder, `${name}.cases.jsonl`), 'utf8').split('\n')
  const header = scriptHeader(readFileSync(join(folder, `${name}.p`), 'utf8'))
  return { name, header, example: JSON.parse(first) as Case }
}

function section({ name, header, example }: Shipped): string {
  return [
    `## ${name}\n`,
    prose(header.title),
    ...about(header.about),
    '',
    paragraph('Fields', header.fields, fieldList),
    paragraph('Status', header.status, ({ text }) => prose(text)),
    paragraph('Time', header.time, ({ text }) => prose(text)),
    `\`\`\`text\n${example.input}\n\`\`\`\n`,
    `becomes\n\n\`\`\`text\n${outcome(example)}\n\`\`\`\n`,
  ].join('\n')
}

/** Indented lines are code, which has empty lines around it. */
function about(lines: readonly string[]): string[] {
  const isCode = (line: string | undefined) => line?.startsWith('  ') === true
  return lines.flatMap((line, i) => {
    if (!isCode(line)) return isCode(lines[i - 1]) ? ['', prose(line)] : [prose(line)]
    const open = isCode(lines[i - 1]) ? [] : ['', '```text']
    return [...open, line.slice(2), ...(isCode(lines[i + 1]) ? [] : ['```'])]
  })
}

function paragraph(title: string, rows: readonly Row[], shown: (row: Row) => string): string {
  const [only] = rows
  if (rows.length === 1 && only?.kind === '') return `**${title}**: ${shown(only)}\n`
  return `**${title}**\n\n${rows.map((row) => `- ${row.kind}: ${shown(row)}`).join('\n')}\n`
}

function fieldList(row: Row): string {
  const { names, note } = fieldNames(row)
  const list = names.map((name) => `\`${name}\``).join(' ')
  return note === '' ? list : `${list}; ${prose(note)}`
}

/** Text of a comment as Markdown: what is not in backquotes has no marks. */
function prose(text: string): string {
  return text.replace(/`[^`]*`|[*<>[\]]/g, (part) => (part.length > 1 ? part : `\\${part}`))
}

function cell(text: string): string {
  return prose(text).replaceAll('|', '\\|')
}

function outcome({ point }: Case): string {
  const entries = [...Object.entries(point.tags ?? {}), ...Object.entries(point.fields)]
  const rows = entries.map(([key, value]) => [key, literal(value)] as const)
  if (point.time !== undefined) rows.push(['time', isoTime(BigInt(point.time))])
  const width = Math.max(...rows.map(([key]) => key.length))
  return rows.map(([key, value]) => `${key.padEnd(width)}  ${value}`).join('\n')
}

/** Texts in quotes, floats with a point, so that the kind of a value can be seen. */
function literal(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? value.toFixed(1) : String(value)
  if (typeof value === 'object' && value !== null && 'v' in value) return String(value.v)
  return JSON.stringify(value)
}

function isoTime(ns: bigint): string {
  const seconds = new Date(Number(ns / 1_000_000_000n) * 1000).toISOString().slice(0, 19)
  const fraction = String(ns % 1_000_000_000n)
    .padStart(9, '0')
    .replace(/0+$/, '')
  return fraction === '' ? `${seconds}Z` : `${seconds}.${fraction}Z`
}
