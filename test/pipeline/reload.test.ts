// Reading a pipeline folder again: what is the same stays as it is, what is broken keeps its last version that was not.
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../src/errors.js'
import type { MadePoint } from '../../src/pipeline/define.js'
import { functionTable } from '../../src/pipeline/functions/index.js'
import { Library } from '../../src/pipeline/library.js'
import { settle } from '../../src/pipeline/script.js'
import { Point } from '../../src/point/point.js'
import { type Files, mount, scratch, write } from './folder.js'

const NOW = 1_700_000_000_000_000_000n

async function loaded(files: Files) {
  const dir = scratch()
  write(dir, files)
  const library = new Library(dir, { functions: functionTable })
  await library.load()
  return { dir, library, edit: (next: Files) => change(library, dir, next) }
}

function change(library: Library, dir: string, files: Files) {
  write(dir, files)
  return library.load()
}

/** What the script of that name makes of a line. */
function run(library: Library, name: string, message = 'hello'): Record<string, unknown> {
  const point = new Point('test', NOW)
  point.setTag('host', 'h')
  point.set('message', message)
  settle(library.folder.get(name)!.run(point, NOW))
  return Object.fromEntries(point.fields())
}

function takeOver(library: Library): MadePoint[] {
  const made: MadePoint[] = []
  library.folder.takeOver(NOW, (point) => made.push(point))
  return made
}

const places = (faults: readonly Diagnostic[]) => faults.map(({ file, code }) => `${file} ${code}`)

const A = 'add_key(v, 1)'
const B = 'add_key(v, 2)'
const BROKEN = 'add_key(v, '

describe('a script', () => {
  it('that changes is another one, and the others are the same', async () => {
    const { library, edit } = await loaded({ 'a.p': A, 'b.p': A })
    const before = library.folder
    expect(await edit({ 'a.p': B })).toEqual({ scripts: 2, changed: ['a.p'], refused: [] })
    expect(run(library, 'a.p')).toMatchObject({ v: 2n })
    expect(library.folder.get('b.p')).toBe(before.get('b.p'))
  })

  it.each<[string, string]>([
    ['half-written', BROKEN],
    ['with a function that there is not', 'no_such()'],
    ['that uses a script that there is not', 'use("c.p")'],
    ['that uses itself', 'use("a.p")'],
    ['with a pattern that there is not', 'grok(_, "%{NO_SUCH:a}")'],
  ])('%s keeps its last good version and says so', async (_, text) => {
    const { library, edit } = await loaded({ 'a.p': A, 'b.p': B })
    const before = library.folder.get('a.p')
    const { changed, refused } = await edit({ 'a.p': text })
    expect(changed).toEqual([])
    expect(refused).toMatchObject([{ file: 'a.p', kept: true }])
    expect(library.faults).toMatchObject([{ file: 'a.p' }])
    expect(library.folder.get('a.p')).toBe(before)
    expect(run(library, 'a.p')).toMatchObject({ v: 1n })
  })

  it('that is repaired is taken over, and one that is put back is the same as before', async () => {
    const { library, edit } = await loaded({ 'a.p': A })
    const before = library.folder.get('a.p')
    await edit({ 'a.p': BROKEN })
    await edit({ 'a.p': A })
    expect(library.folder.get('a.p')).toBe(before)
    await edit({ 'a.p': BROKEN })
    await edit({ 'a.p': B })
    expect(run(library, 'a.p')).toMatchObject({ v: 2n })
    expect(library.faults).toEqual([])
  })

  it('that never compiled is not there, until it does', async () => {
    const { library, edit } = await loaded({ 'a.p': BROKEN })
    expect(library.folder.get('a.p')).toBeUndefined()
    const { refused } = await edit({ 'b.p': A })
    expect(refused).toMatchObject([{ file: 'a.p', kept: false }])
    expect((await edit({ 'a.p': A })).changed).toEqual(['a.p'])
    expect(run(library, 'a.p')).toMatchObject({ v: 1n })
  })

  it('that is deleted is gone, and one that is renamed has its new name', async () => {
    const { dir, library } = await loaded({ 'a.p': A, 'b.p': B })
    rmSync(join(dir, 'a.p'))
    renameSync(join(dir, 'b.p'), join(dir, 'c.p'))
    const { scripts, changed } = await library.load()
    expect([scripts, changed]).toEqual([1, ['a.p', 'b.p', 'c.p']])
    expect(library.folder.names()).toEqual(['c.p'])
  })

  it('that cannot be read keeps its last good version', async () => {
    const { dir, library } = await loaded({ 'a.p': A })
    rmSync(join(dir, 'a.p'))
    mkdirSync(join(dir, 'elsewhere'))
    symlinkSync('elsewhere', join(dir, 'a.p'))
    await library.load()
    expect(places(library.faults)).toEqual(['a.p CF103'])
    expect(run(library, 'a.p')).toMatchObject({ v: 1n })
  })

  it('of the folder logging comes and goes before the one beside it', async () => {
    const { dir, library, edit } = await loaded({ 'a.p': A })
    await edit({ 'logging/a.p': B })
    expect(run(library, 'a.p')).toMatchObject({ v: 2n })
    rmSync(join(dir, 'logging'), { recursive: true })
    await library.load()
    expect(run(library, 'a.p')).toMatchObject({ v: 1n })
  })
})

describe('a script that uses another', () => {
  const USER = { 'user.p': 'use("used.p")\nadd_key(u, 1)', 'used.p': A, 'other.p': A }

  it('is compiled again when that one changes', async () => {
    const { library, edit } = await loaded(USER)
    expect((await edit({ 'used.p': B })).changed).toEqual(['used.p', 'user.p'])
    expect(run(library, 'user.p')).toMatchObject({ v: 2n, u: 1n })
  })

  it.each<[string, Files, string[]]>([
    ['breaks', { 'used.p': BROKEN }, ['used.p', 'user.p']],
    ['uses it in turn', { 'used.p': 'use("user.p")' }, ['used.p', 'user.p']],
  ])('keeps what it had when that one %s', async (_, files, faults) => {
    const { library, edit } = await loaded(USER)
    const before = library.folder
    await edit(files)
    expect(library.faults.map(({ file }) => file).sort()).toEqual(faults)
    for (const name of before.names()) expect(library.folder.get(name)).toBe(before.get(name))
  })

  it('keeps what it had when that one is deleted, and takes it up again', async () => {
    const { dir, library, edit } = await loaded(USER)
    rmSync(join(dir, 'used.p'))
    await library.load()
    expect(library.folder.names()).toEqual(['other.p', 'user.p'])
    expect(places(library.faults)).toEqual(['user.p PL203'])
    expect(run(library, 'user.p')).toMatchObject({ v: 1n, u: 1n })
    await edit({ 'used.p': B })
    expect(library.faults).toEqual([])
    expect(run(library, 'user.p')).toMatchObject({ v: 2n })
  })
})

describe('pattern files', () => {
  const FILES = {
    'pattern/ids': 'ID [a-z]+\nOTHER x',
    'id.p': 'grok(_, "%{ID:id}")',
    'none.p': 'grok(_, "%{WORD:w}")',
  }

  it('that change concern the scripts that need what changed', async () => {
    const { library, edit } = await loaded(FILES)
    expect((await edit({ 'pattern/ids': 'ID [0-9]+\nOTHER y' })).changed).toEqual(['id.p'])
    expect(run(library, 'id.p', 'ab12')).toMatchObject({ id: '12' })
    expect((await edit({ 'pattern/ids': 'ID [0-9]+' })).changed).toEqual([])
  })

  it('with a line at fault stay as they were, the others change', async () => {
    const { library, edit } = await loaded(FILES)
    const next = { 'pattern/ids': 'ID [0-9]+\nOTHER (', 'pattern/more': 'MORE [0-9]+' }
    const { refused } = await edit({ ...next, 'more.p': 'grok(_, "%{MORE:m}")' })
    expect(refused).toMatchObject([{ file: 'pattern/ids', kept: true }])
    expect(places(library.faults)).toEqual(['pattern/ids CF104'])
    expect(run(library, 'id.p', 'ab12')).toMatchObject({ id: 'ab' })
    expect(run(library, 'more.p', 'ab12')).toMatchObject({ m: '12' })
    await edit({ 'pattern/ids': 'ID [0-9]+' })
    expect(run(library, 'id.p', 'ab12')).toMatchObject({ id: '12' })
    expect(library.faults).toEqual([])
  })

  it('that are gone leave scripts as they were', async () => {
    const { dir, library } = await loaded(FILES)
    rmSync(join(dir, 'pattern'), { recursive: true })
    await library.load()
    expect(places(library.faults)).toEqual(['id.p PL401'])
    expect(run(library, 'id.p', 'ab12')).toMatchObject({ id: 'ab' })
  })
})

describe('the folder', () => {
  it('may appear later', async () => {
    const dir = join(scratch(), 'pipeline')
    const library = new Library(dir, { functions: functionTable })
    expect(await library.load()).toEqual({ scripts: 0, changed: [], refused: [] })
    expect((await change(library, dir, { 'a.p': A })).changed).toEqual(['a.p'])
  })

  it('is read through the links of a ConfigMap', async () => {
    const dir = scratch()
    const library = new Library(dir, { functions: functionTable })
    const first = mount(dir, { 'a.p': A, 'logging/b.p': A })
    await library.load()
    const before = library.folder
    mount(dir, { 'a.p': A, 'logging/b.p': B }, first)
    expect((await library.load()).changed).toEqual(['b.p'])
    expect(library.folder.get('a.p')).toBe(before.get('a.p'))
  })
})

describe('what scripts keep between records', () => {
  const AGG = `grok(_, "%{INT:n:int}")
agg_create("sum", on_interval = "60s")
agg_metric("sum", "n", "sum", ["host"], "n")`
  const CACHE = `v = cache_get("k")
add_key(was, v)
cache_set("k", _)`

  it('outlives the reload of other scripts, of used ones and of patterns', async () => {
    const files = { 'cache.p': `${CACHE}\nuse("used.p")\ngrok(_, "%{ID:id}")`, 'used.p': A }
    const { library, edit } = await loaded({ ...files, 'pattern/ids': 'ID [a-z]+' })
    run(library, 'cache.p', 'one')
    await edit({ 'used.p': B, 'new.p': A, 'pattern/ids': 'ID [0-9a-z]+' })
    takeOver(library)
    expect(run(library, 'cache.p', 'two')).toMatchObject({ was: 'one', v: 2n })
  })

  it('is let go of when the script changes, so that no aggregate is lost', async () => {
    const { library, edit } = await loaded({ 'agg.p': AGG })
    takeOver(library)
    run(library, 'agg.p', '2')
    run(library, 'agg.p', '3')
    await edit({ 'agg.p': `${AGG}\nadd_key(more, 1)` })
    const [made, ...others] = takeOver(library)
    expect(Object.fromEntries(made!.point.fields())).toMatchObject({ n: 5 })
    expect(others).toEqual([])
  })

  it('stays with the last good version, also of a script that is used by it only', async () => {
    const { dir, library } = await loaded({ 'user.p': 'use("agg.p")', 'agg.p': AGG })
    takeOver(library)
    run(library, 'user.p', '2')
    rmSync(join(dir, 'agg.p'))
    await library.load()
    expect(takeOver(library)).toEqual([])
    run(library, 'user.p', '3')
    write(dir, { 'user.p': A })
    await library.load()
    const [made] = takeOver(library)
    expect(Object.fromEntries(made!.point.fields())).toMatchObject({ n: 5 })
  })
})
