// What the server would read beside a script: its pipeline folder, of which the script's own folder may be a part.
import { readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { type PipelineFiles, readPipeline } from '../pipeline/store.js'

/** Parts of a pipeline folder. */
const PARTS = ['logging', 'pattern']

/** The pipeline folder that a folder is, or is a part of. */
export function pipelineRoot(dir: string): string {
  return PARTS.includes(basename(resolve(dir))) ? join(dir, '..') : dir
}

/** Scripts and patterns around a folder. Of two scripts of one name it is the folder's own, also where the server takes that in `logging`. */
export async function readAround(dir: string): Promise<PipelineFiles> {
  const root = pipelineRoot(dir)
  const files = await readPipeline(root)
  if (root !== dir) return files
  const scripts = new Map(files.scripts)
  for (const name of scripts.keys()) {
    const text = await readFile(join(dir, name), 'utf8').catch(() => undefined)
    if (text !== undefined) scripts.set(name, text)
  }
  return { ...files, scripts }
}
