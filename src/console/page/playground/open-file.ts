// Opens a file that the person chose or dropped: a shared playground, a script, or sample lines.
import { MOST_BYTES, type Opened, openText } from './share.js'
import { dispatch, playground } from './state.js'
import type { playgroundEn } from './words-en.js'
import { fileName } from './work.js'

export async function openFile(file: File, words: typeof playgroundEn): Promise<void> {
  const opened: Opened =
    file.size > MOST_BYTES
      ? { kind: 'refused', reason: 'size' }
      : openText(file.name, (await file.text()).replaceAll('\r\n', '\n'))
  const { work } = playground.value
  const notice = words.opened(file.name)
  switch (opened.kind) {
    case 'work':
      return dispatch({ type: 'open', work: opened.work, notice })
    case 'script': {
      const name = fileName(opened.name)
      return dispatch({ type: 'open', work: { ...work, name, script: opened.script }, notice })
    }
    case 'lines':
      return dispatch({ type: 'open', work: { ...work, lines: opened.lines }, notice })
    case 'refused':
      return dispatch({ type: 'tell', notice: words.refused[opened.reason] })
  }
}
