// The files of the built page, as they are sent: read once, by name, with their compressed form. What is not on the list
// does not exist, so no path of a request ever reaches the file system.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

export interface PageFile {
  readonly type: string
  readonly bytes: Buffer
  /** Absent where compressing does not pay. */
  readonly gzipped?: Buffer
  readonly etag: string
  /** Its name changes with its content. */
  readonly hashed: boolean
}

/** By path below the folder, with `/` between its parts. */
export type PageFiles = ReadonlyMap<string, PageFile>

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
}

const compress = promisify(gzip)

/** Empty when there is no such folder. */
export async function readPage(folder: string): Promise<PageFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile())
  return new Map(
    await Promise.all(
      files.map(async ({ parentPath, name }) => {
        const path = join(parentPath, name)
        const key = path.slice(join(folder, sep).length).split(sep).join('/')
        return [key, await readPageFile(key, path)] as const
      }),
    ),
  )
}

async function readPageFile(key: string, path: string): Promise<PageFile> {
  const bytes = await readFile(path)
  const gzipped = await compress(bytes, { level: 9 })
  return {
    type: TYPES[extname(key)] ?? 'application/octet-stream',
    bytes,
    ...(gzipped.length < bytes.length && { gzipped }),
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    hashed: /^assets\/.*-[\w-]{8}\.\w+$/.test(key),
  }
}
