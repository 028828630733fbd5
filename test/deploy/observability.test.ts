// The alerts and the dashboard ask for metrics and labels that there are, in PromQL that Prometheus reads, and send people to
// pages that exist.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { catalogue } from '../../src/telemetry/catalogue.js'
import { LABELS } from '../../src/telemetry/labels.js'
import { startServer, type TestServer } from '../support/server.js'
import { readQuery } from './support/promql.js'

interface Rule {
  readonly record?: string
  readonly alert?: string
  readonly expr: string
  readonly for?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
}

interface Target {
  readonly refId: string
  readonly expr: string
  readonly legendFormat: string
  readonly datasource: { readonly uid: string }
}

interface Panel {
  readonly id: number
  readonly type: string
  readonly title: string
  readonly gridPos: Readonly<Record<'x' | 'y' | 'w' | 'h', number>>
  readonly datasource?: { readonly uid: string }
  readonly targets?: readonly Target[]
}

interface Variable {
  readonly name: string
  readonly type: string
  readonly query: string | { readonly query: string }
  readonly datasource?: { readonly uid: string }
}

const RULES = 'deploy/prometheus/logfwdserver.rules.yaml'
const DASHBOARD = 'deploy/grafana/logfwdserver.json'

const groups = (parse(readFileSync(RULES, 'utf8')) as { groups: { name: string; rules: Rule[] }[] })
  .groups
const rules = groups.flatMap((group) => group.rules)
const alerts = rules.filter((rule) => rule.alert !== undefined)
const dashboardText = readFileSync(DASHBOARD, 'utf8')
const dashboard = JSON.parse(dashboardText) as {
  panels: Panel[]
  templating: { list: Variable[] }
}
const targets = dashboard.panels.flatMap(({ title, targets = [] }) =>
  targets.map((target) => ({ where: `${title} ${target.refId}`, ...target })),
)
const queries = [
  ...rules.map(({ record, alert, expr }) => ({ where: record ?? alert ?? '', expr })),
  ...targets,
]

/** Labels of every series that can be asked for; Prometheus adds the target's. */
const TARGET_LABELS = ['job', 'instance']
const labelsOf = new Map<string, readonly string[]>()
for (const { name, type, labels } of catalogue()) {
  const all = [...labels, ...TARGET_LABELS]
  labelsOf.set(name, all)
  if (type === 'histogram')
    for (const part of ['bucket', 'sum', 'count']) labelsOf.set(`${name}_${part}`, [...all, 'le'])
}
for (const { record, expr } of rules)
  if (record) labelsOf.set(record, [...readQuery(expr).groupings, ...TARGET_LABELS])

/** Labels that some series of a query has. */
const known = (expr: string) => [
  ...TARGET_LABELS,
  ...readQuery(expr).selectors.flatMap(({ metric }) => labelsOf.get(metric) ?? []),
]

describe('every query', () => {
  it.each(queries)('$where is PromQL about metrics and labels that there are', ({ expr }) => {
    const { errors, selectors, groupings } = readQuery(expr)
    expect(errors).toEqual([])
    expect(selectors.length).toBeGreaterThan(0)
    for (const { metric, labels } of selectors) {
      expect([...labelsOf.keys()]).toContain(metric)
      expect(labelsOf.get(metric)).toEqual(expect.arrayContaining([...labels]))
    }
    expect(known(expr)).toEqual(expect.arrayContaining([...groupings]))
  })

  it('that is none is found out', () => {
    expect(readQuery('sum by (a) (rate(x[5m])').errors).not.toEqual([])
    expect(readQuery('rate(x[5m]) foo').errors).not.toEqual([])
    expect(readQuery('sum by (a) (x{b="1"})')).toEqual({
      errors: [],
      selectors: [{ metric: 'x', labels: ['b'] }],
      groupings: ['a'],
    })
  })
})

describe('a running server', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())

  it('has every metric that is asked for', async () => {
    const text = await metricsOf(server)
    const there = [...text.matchAll(/^# TYPE (\S+) /gm)].map((match) => match[1]!)
    const asked = queries.flatMap(({ expr }) => readQuery(expr).selectors)
    const missing = asked
      .map(({ metric }) => metric)
      .filter((metric) => !rules.some(({ record }) => record === metric))
      .filter((metric) => !there.includes(metric))
      .filter((metric) => !there.includes(metric.replace(/_(?:bucket|sum|count)$/, '')))
    expect(missing).toEqual([])
  })

  it('has no metric that the documents do not name', async () => {
    const text = await metricsOf(server)
    const page = readFileSync('docs/metrics.md', 'utf8')
    const names = [...text.matchAll(/^# TYPE (\S+) /gm)].map((match) => match[1]!)
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
  })
})

describe('an alert', () => {
  const anchors = headings('docs/operating.md')

  it.each(alerts)('$alert says what is wrong and where to read on', (rule) => {
    const { labels = {}, annotations = {}, expr } = rule
    expect(['warning', 'critical']).toContain(labels.severity)
    expect(Object.keys(annotations).sort()).toEqual(['description', 'runbook', 'summary'])
    const [page, anchor] = annotations.runbook!.split('#')
    expect([page, anchors]).toEqual(['docs/operating.md', expect.arrayContaining([anchor])])
    const told = Object.values(annotations).flatMap((text) => [
      ...text.matchAll(/\$labels\.(\w+)/g),
    ])
    for (const [, label] of told) expect(known(expr)).toContain(label)
    expect(rule.for ?? '1m').toMatch(/^\d+[smh]$/)
  })

  it('has a name of its own', () => {
    const names = alerts.map(({ alert }) => alert)
    expect(new Set(names).size).toBe(names.length)
    expect(new Set(groups.map(({ name }) => name)).size).toBe(groups.length)
  })
})

describe('the dashboard', () => {
  const { panels, templating } = dashboard

  it('has panels with ids of their own that do not overlap', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, i) => `${x + (i % w)} ${y + Math.floor(i / w)}`),
    )
    expect(new Set(cells).size).toBe(cells.length)
  })

  it('asks the data source that is chosen, and names no address', () => {
    const source = templating.list.find(({ type }) => type === 'datasource')
    expect(source).toMatchObject({ name: 'datasource', query: 'prometheus' })
    const shown = panels.filter(({ type }) => type !== 'row')
    const uids = [...shown, ...targets, ...templating.list.filter((one) => one !== source)]
    expect(new Set(uids.map(({ datasource }) => datasource?.uid))).toEqual(
      new Set([`\${${source!.name}}`]),
    )
    expect(dashboardText).not.toMatch(/https?:/)
  })

  it('has variables that are made from metrics, and uses no others', () => {
    const made = templating.list.filter(({ type }) => type === 'query')
    for (const { query } of made) {
      const [, selector, label] = /^label_values\((.*), (\w+)\)$/.exec(
        (query as { query: string }).query,
      )!
      expect(known(selector!)).toContain(label)
    }
    const own = ['__rate_interval', '__range', '__all', ...templating.list.map(({ name }) => name)]
    const used = [...dashboardText.matchAll(/\$\{?(\w+)/g)].map((match) => match[1])
    expect(own).toEqual(expect.arrayContaining(used))
  })

  it.each(targets)('$where has a legend of labels that the query keeps', (target) => {
    const { groupings } = readQuery(target.expr)
    const shown = [...target.legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1])
    expect(groupings).toEqual(expect.arrayContaining(shown))
  })
})

it('every label is documented', () => {
  const used = catalogue().flatMap(({ labels }) => labels)
  expect(Object.keys(LABELS)).toEqual(expect.arrayContaining(used))
})

async function metricsOf({ addresses }: TestServer): Promise<string> {
  return (await fetch(`http://${addresses.api}/metrics`)).text()
}

/** Anchors of a page, as they are made from its headings. */
function headings(page: string): string[] {
  const titles = [...readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm)].map((match) => match[1]!)
  return titles.map((title) =>
    title
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  )
}
