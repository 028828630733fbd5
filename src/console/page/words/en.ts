// The words of the page in English. zh.ts has the same keys; the compiler holds the two together.
import { playgroundEn } from '../playground/words-en.js'

export const en = {
  frame: {
    title: 'logfwdserver',
    skip: 'Skip to content',
    views: 'Views',
    logs: 'Logs',
    playground: 'Playground',
    node: 'Node',
    toDark: 'Switch to the dark theme',
    toLight: 'Switch to the light theme',
    otherLanguage: '中文',
    otherLanguageLabel: 'Switch to Chinese: 切换到中文',
    shortcuts: 'Keyboard shortcuts',
    shortcutsOn: 'Single-key shortcuts work',
    goTo: (view: string) => `Go to ${view}`,
    close: 'Close',
    loading: 'Loading…',
    failedToLoad: 'This view could not be loaded. Reload the page.',
    keyColumn: 'Key',
    doesColumn: 'What it does',
  },
  token: {
    title: 'This server asks for a token',
    text: 'It is one of those in the file that ENV_LOGFWDSERVER_API_TOKEN_FILE names. It stays in this tab only.',
    label: 'Token',
    refused: 'That token was refused.',
    send: 'Continue',
  },
  logs: {},
  node: {},
  playground: playgroundEn,
}
