// Findings as tests write them: `PL901 "WORD"`, the code and what is marked in the source.
import { lintScript, type ScriptSettings } from '../../../src/workbench/lint.js'

export function marksOf(script: string, settings: ScriptSettings = {}): string[] {
  return lintScript(script, settings).map(({ code, frame }) => {
    const marked = frame?.text.slice(frame.start, frame.start + frame.length) ?? ''
    return `${code} ${marked}`
  })
}
