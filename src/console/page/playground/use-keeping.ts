// Keeps the work and the cases in the browser a moment after the last change, and when the page is left.
import { useEffect } from 'preact/hooks'
import { useStore } from '../state/store.js'
import { keep } from './keep.js'
import { playground } from './state.js'

const PAUSE_MS = 300

/** @param refused told when they cannot be kept */
export function useKeeping(refused: () => void): void {
  const { work, cases } = useStore(playground)
  useEffect(() => {
    const save = () => {
      // As it is now: the page may be left before the last change was drawn.
      const { work, cases } = playground.value
      if (!keep({ work, cases })) refused()
    }
    const timer = setTimeout(save, PAUSE_MS)
    addEventListener('pagehide', save)
    return () => {
      clearTimeout(timer)
      removeEventListener('pagehide', save)
    }
  }, [work, cases])
}
