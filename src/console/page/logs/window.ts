// Windowed rendering: of thousands of rows of one height only those in sight are drawn. Keeps the place: at the end while
// following, else at the row that is at the top, whatever comes or goes.
import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Row } from './row.js'

export const ROW_HEIGHT = 26
/** Drawn beyond what is in sight, on both sides. */
const MARGIN = 8

export interface RowWindow {
  readonly first: number
  /** Not included. */
  readonly last: number
  readonly onScroll: () => void
  /** Brings a row into sight. */
  readonly reveal: (index: number) => void
}

interface WindowOptions {
  readonly rows: readonly Row[]
  readonly following: boolean
  readonly onFollowing: (following: boolean) => void
}

export function useRowWindow(
  box: RefObject<HTMLElement | null>,
  options: WindowOptions,
): RowWindow {
  const { rows, following, onFollowing } = options
  const [top, setTop] = useState(0)
  const height = useHeight(box)
  const anchor = useRef<{ id: number; offset: number } | undefined>(undefined)
  const placed = useRef(0)

  const place = (scrollTop: number) => {
    const element = box.current!
    element.scrollTop = scrollTop
    placed.current = element.scrollTop
    setTop(element.scrollTop)
  }
  useLayoutEffect(() => {
    if (following) place(rows.length * ROW_HEIGHT)
    else {
      const at = anchor.current ? rows.findIndex(({ id }) => id === anchor.current!.id) : -1
      if (at >= 0) place(at * ROW_HEIGHT + anchor.current!.offset)
    }
  }, [rows, following, height])

  const onScroll = () => {
    const { scrollTop, clientHeight, scrollHeight } = box.current!
    const at = Math.floor(scrollTop / ROW_HEIGHT)
    const row = rows[at]
    anchor.current = row && { id: row.id, offset: scrollTop - at * ROW_HEIGHT }
    setTop(scrollTop)
    // Only a person's scrolling changes whether the list follows.
    if (Math.abs(scrollTop - placed.current) < 1) return
    placed.current = scrollTop
    const atEnd = scrollTop + clientHeight >= scrollHeight - 2
    if (atEnd !== following) onFollowing(atEnd)
  }
  const reveal = (index: number) => {
    const { scrollTop, clientHeight } = box.current!
    const from = index * ROW_HEIGHT
    const to = from + ROW_HEIGHT - (clientHeight - HEAD_HEIGHT)
    if (from < scrollTop) box.current!.scrollTop = from
    else if (to > scrollTop) box.current!.scrollTop = to
  }
  const first = Math.max(0, Math.floor(top / ROW_HEIGHT) - MARGIN)
  const last = Math.min(rows.length, Math.ceil((top + height) / ROW_HEIGHT) + MARGIN)
  return { first, last, onScroll, reveal }
}

/** The head of the list covers so much of its top. */
const HEAD_HEIGHT = 28

function useHeight(box: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0)
  useEffect(() => {
    const element = box.current!
    const observer = new ResizeObserver(() => setHeight(element.clientHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return height
}
