// Lines over time, drawn by uPlot. What it shows is told in words by the card around it.
import 'uplot/dist/uPlot.min.css'
import { useEffect, useRef } from 'preact/hooks'
import UPlot from 'uplot'
import { useStore } from '../state/store.js'
import { theme } from '../state/theme.js'
import type { Series } from './series.js'

interface PlotProps {
  /** Unix seconds. */
  readonly times: readonly number[]
  readonly series: readonly Series[]
  readonly valueText: (value: number) => string
  readonly atLeast: number
  readonly steps?: readonly number[] | undefined
  /** Index of the sample under the pointer; undefined for none. */
  readonly onHover: (index: number | undefined) => void
}

const HEIGHT = 150
const SPAN_SECONDS = [60, 15 * 60] as const
const AXIS_WIDTH = 62
const DASHES = [[], [7, 3], [2, 3], [10, 3, 2, 3], [4, 4], [1, 2]]

export function Plot({ times, series, valueText, atLeast, steps, onHover }: PlotProps) {
  const box = useRef<HTMLDivElement>(null)
  const plot = useRef<UPlot>(null)
  const shownTheme = useStore(theme)
  const labels = series.map(({ label }) => label).join('\n')
  const data = [times, ...series.map(({ values }) => values)] as unknown as UPlot.AlignedData

  useEffect(() => {
    const element = box.current!
    const options = optionsOf(element, {
      labels: labels.split('\n'),
      valueText,
      atLeast,
      steps,
      onHover,
    })
    const made = new UPlot(options, data, element)
    plot.current = made
    const observer = new ResizeObserver(() => {
      made.setSize({ width: element.clientWidth, height: HEIGHT })
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.destroy()
      plot.current = null
    }
  }, [labels, shownTheme])
  useEffect(() => plot.current?.setData(data), [times])

  return <div ref={box} class="plot" aria-hidden="true" />
}

type Drawn = Pick<PlotProps, 'valueText' | 'atLeast' | 'steps' | 'onHover'> & {
  readonly labels: string[]
}

function optionsOf(element: HTMLElement, drawn: Drawn): UPlot.Options {
  const { labels, valueText, atLeast, steps, onHover } = drawn
  const axis = {
    stroke: colourOf(element, '--muted'),
    font: '11px system-ui',
    ticks: { show: false },
  }
  const grid = { stroke: colourOf(element, '--line'), width: 1 }
  return {
    width: element.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, points: { size: 6 }, drag: { x: false, y: false } },
    padding: [8, 8, 0, 0],
    scales: {
      x: { range: (_plot, _min, max) => [(max ?? 0) - spanOf(_min, max), max ?? 0] },
      y: { range: (_plot, _min, max) => [0, Math.max(max ?? 0, atLeast) * 1.05] },
    },
    axes: [
      { ...axis, grid: { show: false }, size: 26, space: 70, values: clockLabels },
      {
        ...axis,
        grid,
        size: AXIS_WIDTH,
        space: 34,
        ...(steps && { incrs: [...steps] }),
        values: (_plot, values) => values.map((value) => roundText(valueText(value))),
      },
    ],
    series: [{}, ...labels.map((label, i) => lineOf(element, label, i))],
    hooks: { setCursor: [({ cursor }) => onHover(cursor.idx ?? undefined)] },
  }
}

function lineOf(element: HTMLElement, label: string, i: number): UPlot.Series {
  return {
    label,
    stroke: colourOf(element, `--series-${(i % 6) + 1}`),
    width: 1.5,
    dash: DASHES[i % DASHES.length]!,
    points: { show: false },
  }
}

function spanOf(min: number, max: number): number {
  const [least, most] = SPAN_SECONDS
  return Math.min(most, Math.max(least, (max ?? 0) - (min ?? 0)))
}

/** `14:03`, with seconds where the marks are closer than a minute. */
function clockLabels(_plot: UPlot, marks: number[], _axis: number, _space: number, step: number) {
  return marks.map((seconds) => new Date(seconds * 1000).toTimeString().slice(0, step < 60 ? 8 : 5))
}

/** Marks are round numbers: `50 %` rather than `50.0 %`. */
function roundText(text: string): string {
  return text.replace(/\.0(?!\d)/, '')
}

/** A custom property as a canvas takes it. */
function colourOf(element: HTMLElement, property: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(${property})`
  element.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}
