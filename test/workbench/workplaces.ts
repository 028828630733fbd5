// Folders of scripts for the tests of cases: written to a temporary place, read as the commands read them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import { functionTable } from '../../src/pipeline/functions/index.js'
import { NO_SERVICES } from '../../src/pipeline/services.js'
import { EVEN } from '../../src/workbench/run-cases.js'
import { Workplace } from '../../src/workbench/workplace.js'

export const SETTINGS = { functions: functionTable, services: { ...NO_SERVICES, random: EVEN } }

/** A folder with these files, removed after the tests of the file. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const home = mkdtempSync(join(tmpdir(), 'logfwdserver-cases-'))
  afterAll(() => rmSync(home, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, name)), { recursive: true })
    writeFileSync(join(home, name), text)
  }
  return home
}

export function workplaceOf(files: Readonly<Record<string, string>>): Promise<Workplace> {
  return Workplace.read(folderOf(files), SETTINGS)
}
