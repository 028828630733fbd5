// The body of `POST /v1/pipeline/debug`, as the original takes it: scripts and data in Base64, by category and name.
import { byteLength } from '../util/bytes.js'
import { LIMITS } from './limits.js'
import { invalidData, RequestFault } from './request-fault.js'
import { asObject, flagOf, isText, listOf, textOf, textsOf } from './request-members.js'

export interface DebugRequest {
  readonly category: string
  /** Name of the script, with `.p`. */
  readonly file: string
  /** Texts of the scripts of the category by name. */
  readonly sources: ReadonlyMap<string, string>
  /** In Base64. */
  readonly data: readonly string[]
  readonly dataType: string
  readonly encode: string
  readonly benchmark: boolean
}

const CATEGORIES: ReadonlySet<string> = new Set([
  'logging',
  'metric',
  'metrics',
  'network',
  'keyevent',
  'object',
  'object_change',
  'custom_object',
  'tracing',
  'rum',
  'security',
  'profiling',
  'dialtesting',
])

/** @throws RequestFault */
export function readDebugRequest(body: Readonly<Record<string, unknown>>): DebugRequest {
  const category = textOf(body, 'category')
  if (!CATEGORIES.has(category)) {
    const known = [...CATEGORIES].join(', ')
    throw new RequestFault(400, 'invalidCategory', `category "${category}" is none of ${known}`)
  }
  const scripts = textsOf(asObject(body.pipeline ?? {}, '"pipeline"'), category)
  const name = textOf(body, 'script_name')
  if (!scripts.has(name)) {
    const message = `there is no script "${name}" in "pipeline"."${category}"`
    throw new RequestFault(400, 'invalidPipeline', message)
  }
  return {
    category,
    file: fileOf(name),
    sources: new Map([...scripts].map(([name, text]) => [fileOf(name), scriptOf(name, text)])),
    data: listOf(body, 'data', 'texts', isText),
    dataType: textOf(body, 'data_type'),
    encode: textOf(body, 'encode'),
    benchmark: flagOf(body, 'benchmark'),
  }
}

/** Names come without the ending that `use` knows scripts by. */
function fileOf(name: string): string {
  return name.endsWith('.p') ? name : `${name}.p`
}

function scriptOf(name: string, base64: string): string {
  const text = fromBase64(base64, `the script "${name}"`).toString()
  if (byteLength(text) <= LIMITS.debug.scriptBytes) return text
  throw invalidData(`the script "${name}" has more than ${LIMITS.debug.scriptBytes} bytes`)
}

/** @throws RequestFault */
export function fromBase64(text: string, what: string): Buffer {
  const bytes = Buffer.from(text, 'base64')
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  // Node passes over what is no Base64: then there are fewer bytes than the length says.
  if (text.length % 4 === 0 && bytes.length === (text.length / 4) * 3 - padding) return bytes
  const plain = text.replace(/[\r\n]/g, '')
  if (plain.length < text.length) return fromBase64(plain, what)
  throw invalidData(`${what} is no Base64`)
}
