// docs/metrics.md: every metric with its type, labels and meaning, out of the registry itself.
import { catalogue, type MetricDoc } from '../src/telemetry/catalogue.js'
import { LABELS } from '../src/telemetry/labels.js'

const SECTIONS: readonly [title: string, prefix: RegExp, text: string][] = [
  [
    'Of DataKit',
    /^datakit_/,
    'Name, labels and meaning are those that dashboards of DataKit know. `_sum` and `_count` of `datakit_pipeline_cost_seconds` make a summary without quantiles.',
  ],
  ['Of logfwdserver', /^logfwdserver_/, 'What DataKit does not count.'],
  ['Of the process', /^(?:process|nodejs)_/, 'As `prom-client` gives them.'],
]

export function metricsMarkdown(): string {
  const all = catalogue()
  const sections = SECTIONS.map(([title, prefix, text]) => {
    const metrics = all.filter(({ name }) => prefix.test(name))
    return `## ${title}\n\n${text}\n\n| metric | type | labels | meaning |\n| --- | --- | --- | --- |\n${metrics.map(row).join('\n')}`
  })
  return `# Metrics

\`GET /metrics\` of the HTTP API, in the Prometheus text format. \`deploy/prometheus/logfwdserver.rules.yaml\` has alerts on them,
\`deploy/grafana/logfwdserver.json\` a dashboard; [operating.md](operating.md#alerts) says what to do about an alert.

Every drop, refusal, retry and pause is one event with a reason: one counter moves, and one line of the log says it, at most once a second
for each kind and reason (\`repeated\` tells how many were held back).

${sections.join('\n\n')}

## Labels

No label has a value for everything that clients send: what bounds each one is in the last column.

| label | meaning | values |
| --- | --- | --- |
${labelsOf(all).map(labelRow).join('\n')}
`
}

function row({ name, type, labels, help }: MetricDoc): string {
  return `| \`${name}\` | ${type} | ${labels.map((label) => `\`${label}\``).join(', ')} | ${cell(help)} |`
}

function labelsOf(all: readonly MetricDoc[]): string[] {
  return [...new Set(all.flatMap(({ labels }) => labels))].sort()
}

function labelRow(label: string): string {
  const doc = LABELS[label]
  if (!doc) throw new Error(`src/telemetry/labels.ts does not say what the label "${label}" is`)
  return `| \`${label}\` | ${cell(doc.meaning)} | ${cell(doc.bound)} |`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
