// Names and values of a record: tags, or fields. Ints, floats and texts are told apart by their look and their type.

interface ValueTableProps {
  readonly title: string
  readonly nameTitle: string
  readonly valueTitle: string
  readonly values: Readonly<Record<string, unknown>>
}

export function ValueTable({ title, nameTitle, valueTitle, values }: ValueTableProps) {
  const entries = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))
  if (entries.length === 0) return null
  return (
    <table class="values">
      <caption>
        {title} <span class="muted">{entries.length}</span>
      </caption>
      <thead class="unseen">
        <tr>
          <th scope="col">{nameTitle}</th>
          <th scope="col">{valueTitle}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class={`value ${typeof value}`}>{valueText(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
