// Takes the message of a record to the playground, where it becomes the first of the sample lines; the script stays.
import { Icon } from '../controls/icon.js'
import { useWords } from '../state/language.js'
import { hrefOf } from '../state/route.js'

export function TryLink({ message }: { readonly message: string }) {
  const words = useWords().logs
  const go = async (event: Event) => {
    event.preventDefault()
    await handOver(message)
    location.hash = hrefOf('playground')
  }
  return (
    <a class="button plain" href={hrefOf('playground')} onClick={(event) => void go(event)}>
      <Icon name="flask" />
      {words.tryIt}
    </a>
  )
}

async function handOver(message: string): Promise<void> {
  // Loaded with the view that it belongs to, not before.
  const { dispatch, playground } = await import('../playground/state.js')
  const { lines, multiline } = playground.value.work
  dispatch({ type: 'edit', work: withLine(lines, multiline, message) })
  dispatch({ type: 'select', index: 0 })
}

/** A message of several lines needs blank lines around it, and so do then the others. */
function withLine(lines: string, multiline: boolean, message: string) {
  const spread = multiline || message.includes('\n')
  const others =
    spread && !multiline
      ? lines
          .split('\n')
          .filter((line) => line.trim())
          .join('\n\n')
      : lines
  const between = spread ? '\n\n' : '\n'
  const first = message.trimEnd()
  if (`${others}${between}`.startsWith(`${first}${between}`))
    return { lines: others, multiline: spread }
  return { lines: `${first}${between}${others}`, multiline: spread }
}
