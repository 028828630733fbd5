// The language of the page: the browser's until the person chooses. Words are in words/, one file for each language.
import { en } from '../words/en.js'
import type { Language, Words } from '../words/words.js'
import { zh } from '../words/zh.js'
import { recall, remember } from './remembered.js'
import { Store, useStore } from './store.js'

const DICTIONARIES: Readonly<Record<Language, Words>> = { en, zh }

export const language = new Store<Language>(preferred())
language.subscribe(tell)
tell()

/** The words of the language in force; the component follows it. */
export function useWords(): Words {
  return DICTIONARIES[useStore(language)]
}

export function chooseLanguage(value: Language): void {
  remember('language', value)
  language.set(value)
}

function preferred(): Language {
  const kept = recall('language')
  if (kept === 'en' || kept === 'zh') return kept
  const known = navigator.languages.find((tag) => /^(?:en|zh)\b/i.test(tag))
  return known?.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

function tell(): void {
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en'
}
