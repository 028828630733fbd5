// `POST /v1/pipeline/format`: a script in its canonical layout.
import { CompileError } from '../errors.js'
import { formatScript } from '../pipeline/language/format.js'
import { byteLength } from '../util/bytes.js'
import type { FormatAnswer } from './contract.js'
import { LIMITS } from './limits.js'
import { tooLarge } from './request-fault.js'
import { textOf } from './request-members.js'

/** @throws RequestFault */
export async function format(body: Readonly<Record<string, unknown>>): Promise<string> {
  const script = textOf(body, 'script')
  const { scriptBytes } = LIMITS.format
  if (byteLength(script) > scriptBytes) throw tooLarge('the script', scriptBytes, 'bytes')
  return JSON.stringify(formatted(script, textOf(body, 'name') || 'playground.p'))
}

function formatted(script: string, name: string): FormatAnswer {
  try {
    return { script: formatScript(script, name), diagnostics: [] }
  } catch (error) {
    if (error instanceof CompileError) return { diagnostics: error.diagnostics }
    throw error
  }
}
