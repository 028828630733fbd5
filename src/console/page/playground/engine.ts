// What the playground asks the server: everything that a script does is done by the engine there, nothing here.
import type { Diagnostic } from '../../../errors.js'
import type { TryAnswer, TryRequest } from '../../../workbench/contract.js'
import { getJson, postJson } from '../api/client.js'

/** A script that the server runs at the moment. */
export interface ScriptInForce {
  readonly name: string
  readonly text: string
}

export function tryScript(request: TryRequest, signal: AbortSignal): Promise<TryAnswer> {
  return postJson<TryAnswer>('v1/pipeline/try', request, { signal })
}

export async function scriptsInForce(): Promise<readonly ScriptInForce[]> {
  const { scripts } = await getJson<{ scripts: readonly ScriptInForce[] }>('v1/pipeline/scripts')
  return scripts
}

/** The script in its canonical layout; findings instead when it does not compile. */
export function formatScript(
  script: string,
): Promise<{ readonly script?: string; readonly diagnostics?: readonly Diagnostic[] }> {
  return postJson('v1/pipeline/format', { script })
}
