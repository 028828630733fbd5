// A pipeline folder on disk for one test, as files that are edited or as the links of a ConfigMap that are swapped.
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

export type Files = Readonly<Record<string, string>>

/** A folder that is taken away after the test. */
export function scratch(): string {
  const dir = mkdtempSync(join(tmpdir(), 'logfwdserver-reload-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** Writes files; nothing happens to the others. */
export function write(dir: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(dir, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
}

let generation = 0

/** Files as the kubelet mounts them: links through `..data`, which is swapped in one step; then the old ones go. */
export function mount(dir: string, files: Files, before?: string): string {
  const version = `..2026_${++generation}`
  write(join(dir, version), files)
  symlinkSync(version, join(dir, '..data_tmp'))
  renameSync(join(dir, '..data_tmp'), join(dir, '..data'))
  for (const name of new Set(Object.keys(files).map((file) => file.split('/')[0]!))) {
    const link = join(dir, name)
    rmSync(link, { force: true })
    symlinkSync(join('..data', name), link)
  }
  if (before !== undefined) rmSync(join(dir, before), { recursive: true, force: true })
  return version
}
