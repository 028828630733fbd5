// The state of the node in a row of figures.
import { bytesText, durationText, percentText, shortText } from '../state/format.js'
import { useWords } from '../state/language.js'
import { ratesOver, type Sample } from './history.js'

/** Long enough not to tremble, short enough to follow. */
const SECONDS = 10

export function Figures({ samples }: { readonly samples: readonly Sample[] }) {
  const words = useWords().node
  const { overview } = samples.at(-1)!
  const rates = ratesOver(samples, SECONDS)
  const { buffer, process, input, dataways } = overview
  const failing = dataways.filter(({ state }) => state !== 'ok').length
  const inUse = buffer.capacity > 0 ? buffer.bytes / buffer.capacity : 0
  const given = rates && (rates.dropped > 0 ? words.perSecond(shortText(rates.dropped)) : '0')
  return (
    <dl class="figures">
      <Figure
        name={words.figures.records}
        value={rates && words.perSecond(shortText(rates.records))}
        note={rates && words.perSecond(bytesText(rates.bytes))}
      />
      <Figure
        name={words.figures.matchRate}
        value={rates?.matchRate === undefined ? undefined : percentText(rates.matchRate)}
        note={words.figures.matchNote}
      />
      <Figure
        name={words.figures.drops}
        value={given}
        note={words.sinceStart(shortText(sum(overview.drops)))}
        bad={(rates?.dropped ?? 0) > 0}
      />
      <Figure
        name={words.figures.buffer}
        value={bytesText(buffer.bytes)}
        note={
          buffer.full
            ? words.bufferFull
            : words.bufferNote(percentText(inUse), bytesText(buffer.capacity))
        }
        bad={buffer.full || !buffer.writable}
      />
      <Figure
        name={words.figures.dataways}
        value={words.ofDataways(dataways.length - failing, dataways.length)}
        note={words.waiting(
          shortText(dataways.reduce((all, one) => Math.max(all, one.waiting.count), 0)),
        )}
        bad={failing > 0}
      />
      <Figure
        name={words.figures.cpu}
        value={rates && percentText(rates.cpu)}
        note={words.memory(bytesText(process.rss))}
      />
      <Figure
        name={words.figures.connections}
        value={shortText(input.connections)}
        note={words.uptime(durationText(overview.uptimeSeconds))}
      />
    </dl>
  )
}

interface FigureProps {
  readonly name: string
  readonly value: string | undefined
  readonly note: string | undefined
  readonly bad?: boolean
}

function Figure({ name, value, note, bad = false }: FigureProps) {
  return (
    <div class={bad ? 'figure bad' : 'figure'}>
      <dt>{name}</dt>
      <dd class="figure-value">{value ?? '–'}</dd>
      <dd class="figure-note">{note ?? '\u00a0'}</dd>
    </div>
  )
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((all, count) => all + count, 0)
}
