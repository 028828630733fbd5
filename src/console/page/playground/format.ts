// Gives the script its canonical layout.
import { reasonOf } from '../api/client.js'
import { formatScript } from './engine.js'
import { dispatch, playground } from './state.js'
import type { playgroundEn } from './words-en.js'

export async function format(words: typeof playgroundEn): Promise<void> {
  const { script, name } = playground.value.work
  const notice = await formatted(script, `${name}.p`, words)
  dispatch({ type: 'tell', notice })
}

async function formatted(
  script: string,
  name: string,
  words: typeof playgroundEn,
): Promise<string> {
  try {
    const answer = await formatScript(script, name)
    if (answer.script === undefined) return words.notFormatted
    // What was typed meanwhile is not to be lost.
    if (playground.value.work.script !== script) return ''
    if (answer.script === script) return words.formattedAlready
    dispatch({ type: 'edit', work: { script: answer.script } })
    return words.formatted
  } catch (error) {
    return words.unanswered(reasonOf(error))
  }
}
