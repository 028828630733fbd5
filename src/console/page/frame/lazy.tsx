// A view whose code is fetched when it is first shown: the editor is most of the page's weight.
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Empty } from '../controls/empty.js'
import { useWords } from '../state/language.js'

type Load = () => Promise<ComponentType>

export function Lazy({ load }: { readonly load: Load }) {
  const words = useWords().frame
  const [View, setView] = useState<ComponentType>()
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    load().then(
      (loaded) => setView(() => loaded),
      () => setFailed(true),
    )
  }, [load])
  if (View) return <View />
  return <Empty title={failed ? words.failedToLoad : words.loading} />
}
