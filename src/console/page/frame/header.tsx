// The bar at the top: where one is, and the choices that hold for the whole page.
import { Button } from '../controls/button.js'
import { chooseLanguage, language, useWords } from '../state/language.js'
import { hrefOf, route, VIEWS } from '../state/route.js'
import { useStore } from '../state/store.js'
import { theme, toggleTheme } from '../state/theme.js'

interface HeaderProps {
  readonly onHelp: () => void
  /** Past the bar, to the content. */
  readonly onSkip: () => void
}

export function Header({ onHelp, onSkip }: HeaderProps) {
  const words = useWords().frame
  const { view } = useStore(route)
  const shown = useStore(theme)
  const spoken = useStore(language)
  const other = spoken === 'en' ? 'zh' : 'en'
  return (
    <header class="bar">
      <button type="button" class="skip" onClick={onSkip}>
        {words.skip}
      </button>
      <span class="brand">{words.title}</span>
      <nav aria-label={words.views}>
        {VIEWS.map((name) => (
          <a key={name} href={hrefOf(name)} aria-current={name === view ? 'page' : undefined}>
            {words[name]}
          </a>
        ))}
      </nav>
      <span class="spring" />
      <Button kind="quiet" icon="keyboard" label={words.shortcuts} hotkey="?" onClick={onHelp} />
      <Button
        kind="quiet"
        icon={shown === 'dark' ? 'sun' : 'moon'}
        label={shown === 'dark' ? words.toLight : words.toDark}
        onClick={toggleTheme}
      />
      <Button kind="quiet" label={words.otherLanguageLabel} onClick={() => chooseLanguage(other)}>
        <span lang={other === 'zh' ? 'zh-CN' : 'en'}>{words.otherLanguage}</span>
      </Button>
    </header>
  )
}
