// json: takes one member out of a JSON text. Several calls on one text parse it once.

import { keyWriter } from '../../point/access.js'
import { type Point, storable } from '../../point/point.js'
import { keyText } from '../../point/scalar.js'
import type { Value } from '../../point/value.js'
import { trimSpace } from '../../util/trim-space.js'
import { type Arg, type CallSite, defineFunction } from '../define.js'
import { JsonLayouts } from './support/json-layouts.js'
import { type Path, pathReader, removeAt, valueAt } from './support/json-path.js'
import { ownDocument, readDocument } from './support/json-text.js'

export const json = defineFunction({
  name: 'json',
  category: 'json',
  summary: 'Takes a member out of a JSON text.',
  doc: `A path is \`a.b\`, \`a[0].b\`, or \`.[0].a\` for a list at the top; indexes below 0 count from the end. Parts with
other characters stand in backquotes; \`_\` in a path is a member of that name. Numbers become floats, objects and arrays JSON text.`,
  style: 'named',
  params: {
    input: { kind: 'key', doc: 'The key that holds the JSON text.' },
    json_path: { kind: 'node', accept: ['ident', 'attr', 'index'], pass: 'none', doc: 'The path.' },
    newkey: {
      kind: 'key',
      pass: 'none',
      optional: true,
      doc: 'The key to write; without it, the text of the path. An index such as `a[0]` needs it.',
    },
    trim_space: {
      kind: 'bool',
      optional: true,
      default: true,
      doc: 'Whether white space at both ends of a text is removed.',
    },
    delete_after_extract: {
      kind: 'bool',
      optional: true,
      default: false,
      doc: 'Whether the member is removed from the JSON text, which is then written anew.',
    },
  },
  failures: [
    'There is no such key, or it holds no JSON: nothing changes.',
    'There is nothing at the path, or null: nothing changes.',
  ],

  prepare({ input, json_path, newkey, trim_space, delete_after_extract }, site) {
    checkDelete(json_path, delete_after_extract, site)
    const { path } = json_path
    const target = newkey ?? (json_path.kind === 'index' ? '' : json_path.name)
    const write = memberWriter(target, trim_space ?? true)
    if (delete_after_extract) return extractor(input, path, write)
    const read = pathReader(path)
    const layouts = new JsonLayouts()
    return (point, _run, value) => {
      const text = keyText(value)
      if (text === undefined) return
      const document = readDocument(text, point, layouts)
      if (document !== undefined) write(point, read(document))
    }
  },

  examples: [
    {
      title: 'A member under its own name',
      input: '{"user": {"id": 7}, "tags": ["a", "b"]}',
      script: 'json(_, user.id)\njson(_, tags[-1], last)',
      fields: { 'user.id': 7, last: 'b' },
    },
    {
      title: 'The member is moved out',
      input: '{"level": "warn", "text": "disk"}',
      script: 'json(_, level, status, true, true)',
      fields: { status: 'warning', message: '{"text":"disk"}' },
    },
    {
      title: 'A line that is no JSON',
      input: 'plain text',
      script: 'json(_, level)',
      fields: { level: undefined },
    },
    { title: 'A path in quotes', input: '', script: 'json(_, "level")', error: 'PL301' },
  ],
})

/** Only members can be removed; the original refuses an explicit `false` the other way round. */
function checkDelete(path: Arg, remove: boolean | undefined, site: CallSite): void {
  if (remove === undefined || remove !== endsInIndex(path)) return
  const message = remove
    ? 'a list element cannot be removed, only a member'
    : 'false is only accepted for a path that ends in an index'
  site.refuse('delete_after_extract', 'PL302', message, 'leave the argument out')
}

function endsInIndex({ path }: Arg): boolean {
  return typeof path.at(-1) !== 'string'
}

type MemberWriter = (point: Point, value: Value | undefined) => void

function extractor(input: string, path: Path, write: MemberWriter) {
  const layouts = new JsonLayouts()
  return (point: Point, _run: unknown, value: Value | undefined) => {
    const text = keyText(value)
    const document = text === undefined ? undefined : ownDocument(text, point, layouts)
    if (document === undefined) return
    const found = valueAt(document, path)
    if (found === undefined || found === null) return
    write(point, found)
    removeAt(document, path)
    point.store(input, document)
  }
}

/** Writes what is there; null counts as nothing. */
function memberWriter(target: string, trim: boolean): MemberWriter {
  const write = keyWriter(target)
  return (point, value) => {
    if (value === undefined || value === null) return
    if (typeof value === 'string') write(point, trim ? trimSpace(value) : value)
    else write(point, storable(value))
  }
}
