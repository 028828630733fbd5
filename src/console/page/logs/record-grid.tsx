// The list of records, a grid after the pattern of the ARIA guide: one stop for the Tab key, arrows move, Enter opens.
import { useRef } from 'preact/hooks'
import { Status } from '../controls/status.js'
import { clockText } from '../state/format.js'
import { useWords } from '../state/language.js'
import type { Row } from './row.js'
import { ROW_HEIGHT, useRowWindow } from './window.js'

interface RecordGridProps {
  readonly rows: readonly Row[]
  /** Id of the row that the keys are at. */
  readonly active: number | undefined
  readonly onActive: (row: Row) => void
  readonly onOpen: (row: Row) => void
  readonly following: boolean
  readonly onFollowing: (following: boolean) => void
}

const COLUMNS = ['time', 'status', 'host', 'source', 'message'] as const
const PAGE = 20
/** The column before says it already. */
const LEADING_TIME = /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?\]?\s+/

export function RecordGrid(props: RecordGridProps) {
  const { rows, active, onActive, onOpen } = props
  const words = useWords().logs
  const box = useRef<HTMLDivElement>(null)
  const { first, last, onScroll, reveal } = useRowWindow(box, props)
  const at = rows.findIndex(({ id }) => id === active)

  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at]
    if ((event.key === 'Enter' || event.key === ' ') && row) {
      event.preventDefault()
      onOpen(row)
      return
    }
    const to = nextIndex(event.key, at, rows.length)
    const next = to === undefined ? undefined : rows[to]
    if (!next) return
    event.preventDefault()
    onActive(next)
    reveal(to!)
  }
  return (
    <div ref={box} class="records" onScroll={onScroll}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the ARIA guide makes grids of tables
        role="grid"
        tabIndex={0}
        aria-label={words.records}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={at >= first && at < last ? rowId(rows[at]!) : undefined}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map((name) => (
              <th key={name} scope="col" class={`col-${name}`}>
                {words[name]}
              </th>
            ))}
          </tr>
        </thead>
        <Spacer count={first} />
        <tbody>
          {rows.slice(first, last).map((row, i) => (
            <RecordRow
              key={row.id}
              row={row}
              index={first + i}
              active={row.id === active}
              onOpen={onOpen}
            />
          ))}
        </tbody>
        <Spacer count={rows.length - last} />
      </table>
    </div>
  )
}

/** The room of rows that are not drawn. */
function Spacer({ count }: { readonly count: number }) {
  if (count === 0) return null
  return (
    <tbody aria-hidden="true" class="spacer">
      <tr>
        <td colSpan={COLUMNS.length} style={{ height: `${count * ROW_HEIGHT}px` }} />
      </tr>
    </tbody>
  )
}

interface RecordRowProps {
  readonly row: Row
  readonly index: number
  readonly active: boolean
  readonly onOpen: (row: Row) => void
}

function RecordRow({ row, index, active, onOpen }: RecordRowProps) {
  const words = useWords().logs
  const [line = '', ...more] = row.message.replace(LEADING_TIME, '').split('\n')
  return (
    <tr
      id={rowId(row)}
      aria-rowindex={index + 2}
      aria-selected={active}
      onClick={() => onOpen(row)}
    >
      <td title={row.time}>{clockText(row.timeMs)}</td>
      <td>{row.status && <Status value={row.status} />}</td>
      <td title={row.host}>{row.host}</td>
      <td title={row.source}>{row.source}</td>
      <td>
        <Mark row={row} />
        {line}
        {more.length > 0 && <span class="muted"> {words.moreLines(more.length)}</span>}
      </td>
    </tr>
  )
}

/** What is out of the ordinary about a record. */
function Mark({ row: { dropped, failure, matched } }: { readonly row: Row }) {
  const words = useWords().logs
  if (dropped) return <span class="status warn">{words.dropped[dropped]}</span>
  if (failure !== undefined) return <span class="status danger">{words.failed}</span>
  if (matched === false) return <span class="status">{words.unmatched}</span>
  return null
}

function rowId({ id }: Row): string {
  return `record-${id}`
}

/** Where a key leads; with nothing active the newest is next. */
function nextIndex(key: string, at: number, count: number): number | undefined {
  const last = count - 1
  const to = {
    ArrowDown: at < 0 ? last : at + 1,
    ArrowUp: at < 0 ? last : at - 1,
    PageDown: at < 0 ? last : at + PAGE,
    PageUp: at < 0 ? last : at - PAGE,
    Home: 0,
    End: last,
  }[key]
  return to === undefined ? undefined : Math.min(last, Math.max(0, to))
}
