// Reads PromQL with the grammar of Prometheus: what is wrong with an expression, and which metrics and labels it asks for.
import { parser } from '@prometheus-io/lezer-promql'

export interface Selector {
  readonly metric: string
  /** Labels in its braces. */
  readonly labels: readonly string[]
}

export interface Query {
  /** Places that are not PromQL. */
  readonly errors: readonly string[]
  readonly selectors: readonly Selector[]
  /** Labels in `by`, `without`, `on`, `ignoring` and `group_…`. */
  readonly groupings: readonly string[]
}

/** What Grafana puts in before it asks. */
const VARIABLES: readonly [variable: RegExp, value: string][] = [
  [/\$__rate_interval|\$__interval/g, '5m'],
  [/\$__range/g, '1h'],
]

export function readQuery(text: string): Query {
  const query = VARIABLES.reduce((all, [variable, value]) => all.replace(variable, value), text)
  const errors: string[] = []
  const groupings: string[] = []
  const selectors: { metric: string; labels: string[] }[] = []
  let inGrouping = false
  parser.parse(query).iterate({
    enter: ({ type, name, from, to }) => {
      const source = query.slice(from, to)
      if (type.isError) errors.push(`${from}: ${source || 'something is missing'}`)
      else if (name === 'VectorSelector') selectors.push({ metric: '', labels: [] })
      else if (name === 'GroupingLabels') inGrouping = true
      else if (name === 'Identifier') selectors.at(-1)!.metric ||= source
      else if (name === 'LabelName')
        (inGrouping ? groupings : selectors.at(-1)!.labels).push(source)
    },
    leave: ({ name }) => {
      if (name === 'GroupingLabels') inGrouping = false
    },
  })
  return { errors, selectors, groupings }
}
