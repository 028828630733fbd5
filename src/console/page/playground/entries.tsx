// Tags and fields of a point as a table: type of each value, and what the script did to it.
import type { ShownPoint } from '../../../workbench/contract.js'
import { useWords } from '../state/language.js'
import { type Change, type Entry, entriesOf, type Raw, valueText } from './changes.js'
import { instant } from './figures.js'
import type { Work } from './work.js'

interface EntriesProps {
  readonly point: ShownPoint
  /** How the record came; absent for a point that was made. */
  readonly raw?: Raw
  /** The clock of the trial. */
  readonly now: string
  /** Where the name of the record comes from; absent for a point that was made. */
  readonly name?: Pick<Work, 'name' | 'source'>
}

export function Entries({ point, raw, now, name }: EntriesProps) {
  const words = useWords().playground
  const isTimed = point.timeNs !== now
  const isRenamed = name !== undefined && point.name !== (name.source || name.name)
  return (
    <table class="entries">
      <thead>
        <tr>
          <th scope="col">{words.key}</th>
          <th scope="col">{words.type}</th>
          <th scope="col">{words.value}</th>
          <th scope="col">
            <span class="unseen">{words.changes.changed}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {isRenamed && <Row name={words.measurement} type="" text={point.name} change="changed" />}
        {isTimed && <Row name={words.time} type="" text={instant(point.timeNs)} change="changed" />}
        {(raw ? entriesOf(point, raw) : plainEntries(point)).map(
          ({ key, value, isTag, change }) => (
            <Row
              key={`${isTag} ${key}`}
              name={key}
              type={isTag ? words.tag : value.type}
              text={valueText(value)}
              change={change}
            />
          ),
        )}
        {!isTimed && raw && <Row name={words.time} type="" text={words.arrival} change="same" />}
      </tbody>
    </table>
  )
}

interface RowProps {
  readonly name: string
  readonly type: string
  readonly text: string
  readonly change: Change
}

function Row({ name, type, text, change }: RowProps) {
  const words = useWords().playground
  return (
    <tr class={change}>
      <th scope="row">{name}</th>
      <td class={`type ${type}`}>{type}</td>
      <td class="value">{text}</td>
      <td class="change">{words.changes[change]}</td>
    </tr>
  )
}

function plainEntries({ fields, tags }: ShownPoint): readonly Entry[] {
  return [
    ...Object.entries(fields).map(([key, value]) => ({ key, value, isTag: false })),
    ...Object.entries(tags).map(([key, value]) => ({
      key,
      value: { type: 'str' as const, value },
      isTag: true,
    })),
  ].map((entry) => ({ ...entry, change: 'added' as const }))
}
