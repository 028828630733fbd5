// The report of `test` as JUnit XML, in the part of the schema that CI systems agree on: a suite for each script, a case for
// each case. What is no case of its own (a script that does not compile, a line that is none) is an error.
import { titleOf } from '../workbench/cases.js'
import { type CaseReport, hasPassed, type SuiteReport } from '../workbench/suite.js'
import { brokenText, reasons } from './test-text.js'

/** A result as the schema has it. */
interface Entry {
  readonly name: string
  readonly seconds: number
  readonly kind?: 'failure' | 'error'
  readonly message?: string
  readonly text?: string
}

/** @param at when the run began */
export function junitXml(reports: readonly SuiteReport[], at: Date): string {
  const suites = reports.map((report) => ({ name: report.script, entries: entriesOf(report) }))
  const all = suites.flatMap(({ entries }) => entries)
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="logfwdserver test"${countsOf(all)}>`,
    ...suites.filter(({ entries }) => entries.length > 0).flatMap((each) => suiteXml(each, at)),
    '</testsuites>',
  ]
  return `${lines.join('\n')}\n`
}

function suiteXml(suite: { name: string; entries: readonly Entry[] }, at: Date): string[] {
  const { name, entries } = suite
  const timestamp = at.toISOString().slice(0, 19)
  return [
    `  <testsuite name=${quoted(name)}${countsOf(entries)} skipped="0" timestamp="${timestamp}">`,
    ...entries.map((entry) => entryXml(name, entry)),
    '  </testsuite>',
  ]
}

function entryXml(suite: string, { name, seconds, kind, message = '', text = '' }: Entry): string {
  const head = `    <testcase name=${quoted(name)} classname=${quoted(suite)} time="${seconds.toFixed(3)}"`
  if (kind === undefined) return `${head}/>`
  return `${head}><${kind} message=${quoted(message)} type="${kind}">${escaped(text)}</${kind}></testcase>`
}

function countsOf(entries: readonly Entry[]): string {
  const count = (kind: Entry['kind']) => entries.filter((entry) => entry.kind === kind).length
  const seconds = entries.reduce((sum, entry) => sum + entry.seconds, 0)
  return ` tests="${entries.length}" failures="${count('failure')}" errors="${count('error')}" time="${seconds.toFixed(3)}"`
}

function entriesOf(report: SuiteReport): Entry[] {
  const { broken, faults, ran, cases } = report
  const wrong = (name: string, text: string): Entry => {
    const [message = ''] = text.split('\n', 1)
    return { name, seconds: 0, kind: 'error', message, text }
  }
  return uniquely([
    ...(broken === undefined ? [] : [wrong('compiles', brokenText(report))]),
    ...faults.map(({ line, message }) => wrong(`line ${line}`, `${cases}:${line}: ${message}`)),
    ...ran.map((each) => caseEntry(each, cases)),
  ])
}

function caseEntry(each: CaseReport, path: string): Entry {
  const head = { name: titleOf(each.one), seconds: each.ms / 1000 }
  if (hasPassed(each)) return head
  const why = reasons(each)
  const text = [...why, `line: ${each.one.input}`, `at: ${path}:${each.line}`].join('\n')
  return { ...head, kind: 'failure', message: why[0] ?? '', text }
}

/** Two of one name are one to most readers: the later ones are numbered. */
function uniquely(entries: readonly Entry[]): Entry[] {
  const seen = new Map<string, number>()
  return entries.map((entry) => {
    const count = (seen.get(entry.name) ?? 0) + 1
    seen.set(entry.name, count)
    return count === 1 ? entry : { ...entry, name: `${entry.name} (${count})` }
  })
}

function quoted(text: string): string {
  return `"${escaped(text).replace(/[\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`)}"`
}

const MARKUP: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}

/** XML cannot hold these, not even as references: they are shown as JSON would write them. */
const NOT_IN_XML =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff\ufffe\uffff]/gu

function escaped(text: string): string {
  return text
    .replace(NOT_IN_XML, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/[&<>"\r]/g, (char) => MARKUP[char]!)
}
