// One record with all its tags and fields, and whether its host is the node that serves this page: the check of traffic.
import type { ComponentChildren } from 'preact'
import { Button } from '../controls/button.js'
import { CopyButton } from '../controls/copy-button.js'
import { Icon } from '../controls/icon.js'
import { Status } from '../controls/status.js'
import { clockText, dayText } from '../state/format.js'
import { useWords } from '../state/language.js'
import { nodeName } from '../state/node-name.js'
import { useStore } from '../state/store.js'
import { jsonOf, type Row } from './row.js'
import { TryLink } from './try-link.js'
import { ValueTable } from './value-table.js'

interface RecordPanelProps {
  readonly row: Row
  readonly onClose: () => void
}

export function RecordPanel({ row, onClose }: RecordPanelProps) {
  const words = useWords().logs
  return (
    <aside class="record-panel" aria-label={words.record}>
      <header>
        <h2>{row.source}</h2>
        {row.status && <Status value={row.status} />}
        <span class="spring" />
        <Button
          kind="quiet"
          icon="close"
          label={words.closeRecord}
          hotkey="Escape"
          onClick={onClose}
        />
      </header>
      <div class="record-body">
        <p class="record-time" title={row.time}>
          {dayText(row.timeMs)}
          {clockText(row.timeMs).slice(8)}
        </p>
        <HostCheck host={row.host} />
        <Parsing row={row} />
        <div class="record-actions">
          <CopyButton label={words.copyJson} text={() => jsonOf(row)} />
          <TryLink message={row.message} />
        </div>
        {row.message && <pre class="record-message">{row.message}</pre>}
        <ValueTable
          title={words.fields}
          nameTitle={words.name}
          valueTitle={words.value}
          values={withoutMessage(row.fields)}
        />
        <ValueTable
          title={words.tags}
          nameTitle={words.name}
          valueTitle={words.value}
          values={row.tags}
        />
      </div>
    </aside>
  )
}

/** Whether the record is from the node that its sidecar ought to have reached. */
function HostCheck({ host }: { readonly host: string }) {
  const words = useWords().logs
  const node = useStore(nodeName)
  if (!host || node === undefined) return null
  const here = host === node
  return (
    <CheckLine good={here}>
      {here ? words.hostIsNode(node) : words.hostIsOther(host, node)}
    </CheckLine>
  )
}

/** What its script did with the record. */
function Parsing({ row }: { readonly row: Row }) {
  const words = useWords().logs
  const { matched, script = '', failure, unparsed, dropped, made } = row
  return (
    <>
      {made && <CheckLine good>{words.madeBy(made.by, script)}</CheckLine>}
      {matched !== undefined && !made && (
        <CheckLine good={matched}>
          {matched ? words.parsedBy(script) : words.notParsedBy(script)}
        </CheckLine>
      )}
      {failure !== undefined && <CheckLine>{failure}</CheckLine>}
      {unparsed && <CheckLine>{words.unparsed[unparsed]}</CheckLine>}
      {dropped && <CheckLine>{words.notSent[dropped]}</CheckLine>}
    </>
  )
}

interface CheckLineProps {
  readonly good?: boolean
  readonly children: ComponentChildren
}

function CheckLine({ good = false, children }: CheckLineProps) {
  return (
    <p class={good ? 'check-line ok' : 'check-line warn'}>
      <Icon name={good ? 'check' : 'warning'} />
      {children}
    </p>
  )
}

/** The message stands above the table already. */
function withoutMessage({ message: _, ...fields }: Row['fields']): Row['fields'] {
  return fields
}
