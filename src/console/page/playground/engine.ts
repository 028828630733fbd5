// What the playground asks the server: everything that a script does is done by the engine there, nothing here.
import type {
  FormatAnswer,
  ScriptText,
  ScriptTexts,
  TryAnswer,
  TryRequest,
} from '../../../workbench/contract.js'
import { getJson, postJson } from '../api/client.js'

export function tryScript(request: TryRequest, signal: AbortSignal): Promise<TryAnswer> {
  return postJson<TryAnswer>('v1/pipeline/try', request, { signal })
}

export async function scriptsInForce(): Promise<readonly ScriptText[]> {
  return (await getJson<ScriptTexts>('v1/pipeline/scripts')).scripts
}

export function formatScript(script: string, name: string): Promise<FormatAnswer> {
  return postJson<FormatAnswer>('v1/pipeline/format', { script, name })
}
