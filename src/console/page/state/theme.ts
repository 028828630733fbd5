// Light or dark: as the system has it until the person chooses. The style sheet follows `data-theme`.
import { recall, remember } from './remembered.js'
import { Store } from './store.js'

export type Theme = 'light' | 'dark'

const system = matchMedia('(prefers-color-scheme: dark)')

export const theme = new Store<Theme>(chosen() ?? systemTheme())

system.addEventListener('change', () => {
  if (!chosen()) apply(systemTheme())
})
apply(theme.value)

export function toggleTheme(): void {
  const next = theme.value === 'dark' ? 'light' : 'dark'
  remember('theme', next)
  apply(next)
}

function apply(value: Theme): void {
  document.documentElement.dataset.theme = value
  theme.set(value)
}

function chosen(): Theme | undefined {
  const value = recall('theme')
  return value === 'light' || value === 'dark' ? value : undefined
}

function systemTheme(): Theme {
  return system.matches ? 'dark' : 'light'
}
