// `npm run bench -- <name>`: runs one measurement, or all of them, and prints Markdown for bench/README.md.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { benchEndToEnd } from './end-to-end.js'
import { benchEngine } from './engine.js'
import { benchGrok, PEERS } from './grok.js'
import { benchHostile } from './hostile.js'
import { benchJson } from './json.js'
import { benchNginx } from './nginx.js'
import { benchPlayground } from './playground.js'
import { reliability } from './reliability/main.js'
import { benchSilent } from './silent.js'

const MEASUREMENTS: Record<string, (args: readonly string[]) => void | Promise<void>> = {
  engine: benchEngine,
  grok: benchGrok,
  json: benchJson,
  nginx: benchNginx,
  'end-to-end': benchEndToEnd,
  hostile: benchHostile,
  silent: benchSilent,
  playground: benchPlayground,
}

/** The peers need a compiler, so they are no dependency: they are installed aside, with the addon that builds today. */
function installPeers(): void {
  mkdirSync(PEERS, { recursive: true })
  const manifest = {
    private: true,
    dependencies: { 'node-grok': '2.0.3', 'grok-js': '3.2.4' },
    overrides: { oniguruma: '7.2.3' },
    allowScripts: { oniguruma: true },
  }
  writeFileSync(resolve(PEERS, 'package.json'), JSON.stringify(manifest))
  execFileSync('npm', ['install'], { cwd: PEERS, stdio: 'inherit' })
}

const name = process.argv[2] ?? 'all'
if (name === 'peers') installPeers()
else if (name === 'reliability') await reliability(process.argv.slice(3))
else if (name === 'all')
  for (const measurement of Object.values(MEASUREMENTS)) await measurement([])
else if (MEASUREMENTS[name]) await MEASUREMENTS[name](process.argv.slice(3))
else {
  console.error(
    `there is no "${name}": ${['all', 'peers', 'reliability', ...Object.keys(MEASUREMENTS)].join(', ')}`,
  )
  process.exitCode = 2
}
