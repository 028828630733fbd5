// The view Node: how the node does, now and in the last minutes.
import './node.css'
import { useEffect, useMemo } from 'preact/hooks'
import { Empty } from '../controls/empty.js'
import { useWords } from '../state/language.js'
import { useStore } from '../state/store.js'
import { DatawayTable } from './dataway-table.js'
import { Figures } from './figures.js'
import { samples as history, keepHistory, trouble } from './history.js'
import { PlotCard } from './plot-card.js'
import { ScriptTable } from './script-table.js'
import { plotsOf } from './series.js'

export function NodeView() {
  const words = useWords().node
  const samples = useStore(history)
  const problem = useStore(trouble)
  useEffect(keepHistory, [])
  const plots = useMemo(() => plotsOf(samples, words), [samples, words])
  const times = useMemo(() => samples.map(({ at }) => at), [samples])
  const last = samples.at(-1)?.overview
  return (
    <div class="node">
      <h1>
        {words.title} {last && <span class="node-name">{last.host}</span>}
        {last && <span class="muted">logfwdserver {last.version}</span>}
      </h1>
      <p role="status" class="node-problem">
        {problem !== undefined && <span class="fault">{words.noAnswer(problem)}</span>}
        {last && last.state !== 'ready' && <span class="fault">{words.notReady[last.state]}</span>}
      </p>
      {!last ? (
        <Empty title={words.asking} />
      ) : (
        <>
          {last.reload.faults.length > 0 && (
            <section class="card faults" aria-label={words.faults}>
              <header>
                <h2>{words.faults}</h2>
              </header>
              <ul>
                {last.reload.faults.map((fault) => (
                  <li key={fault}>{fault}</li>
                ))}
              </ul>
            </section>
          )}
          <Figures samples={samples} />
          <div class="plots">
            {plots.map((plot) => (
              <PlotCard key={plot.key} plot={plot} samples={samples} times={times} />
            ))}
          </div>
          <ScriptTable samples={samples} />
          <DatawayTable samples={samples} />
        </>
      )}
    </div>
  )
}
