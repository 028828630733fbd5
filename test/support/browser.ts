// A real Chromium for tests of the page: Debian's or whichever is installed, never one that is downloaded. Without one the
// tests are skipped with a reason; in CI they fail.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Path of the browser; undefined when there is none. */
const chromiumPath: string | undefined = findChromium()

/** Why tests of the page cannot run here; undefined when they can, and in CI, where they must. */
export const noBrowser: string | undefined =
  chromiumPath || process.env.CI ? undefined : 'no Chromium here: install it or set CHROMIUM_PATH'

export async function launchChromium(): Promise<Browser> {
  if (!chromiumPath) throw new Error('there is no Chromium; install it or set CHROMIUM_PATH')
  return chromium.launch({ executablePath: chromiumPath, headless: true, args: FLAGS })
}

function findChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH
  if (given) return given
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)].filter(Boolean)
  const places = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  return places.find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
