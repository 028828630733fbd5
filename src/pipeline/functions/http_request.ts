// http_request: asks an HTTP server. The script does not wait: its record does, apart from all others, and the script starts
// again on it with the answer at hand.

import { readJson } from '../../point/json.js'
import { fieldText } from '../../point/point.js'
import { isMap, typeName, type Value, VOID } from '../../point/value.js'
import { type CallSite, defineFunction } from '../define.js'
import { BadUrl, parseUrl } from './support/go-url.js'

export const httpRequest = defineFunction({
  name: 'http_request',
  category: 'outside',
  summary: 'Asks an HTTP server and gives its answer: a map with `status_code` and `body`.',
  doc: `Off unless the node allows it (\`ENV_PIPELINE_DISABLE_HTTP_REQUEST_FUNC=false\`); private and local networks are refused
unless they are allowed too. The record waits for the answer, at most ten seconds, and its script starts again from the
beginning; no other record waits. The same request in one script is made once.`,
  style: 'named',
  params: {
    method: { kind: 'any', doc: 'The method, such as `"GET"`.' },
    url: {
      kind: 'any',
      after: { param: 'method', holds: (method) => typeof method === 'string' },
      doc: 'The address: http or https.',
    },
    headers: {
      kind: 'any',
      optional: true,
      after: { param: 'url', holds: (url) => typeof url === 'string' && isHttp(url) },
      doc: 'A map; only its texts are sent.',
    },
    body: {
      kind: 'any',
      optional: true,
      after: { param: 'headers', holds: (headers) => headers === undefined || isMap(headers) },
      doc: 'A text, number or bool; a list or map is sent as JSON.',
    },
  },
  failures: [
    'Requests are not allowed, the host is not, or there is no answer in time: the result is nil.',
    'The URL cannot be read or is not http or https: the result is nil.',
    '`method` or `url` is no text, or `headers` no map: the script fails.',
  ],

  prepare(_args, site) {
    return (point, run, method, url, headers, body) => {
      const verb = textOf(method, 'method', site)
      const target = textOf(url, 'url', site)
      if (!isHttp(target)) return null
      const request = {
        method: verb,
        url: target,
        headers: sent(headers, site),
        body: written(body),
      }
      const known = URL.canParse(target)
      const answer = known && site.services.request(run.record ?? point, request)
      if (!answer) return null
      return { status_code: BigInt(answer.status), body: answer.body }
    }
  },

  examples: [
    {
      title: 'The owner of a host, from an inventory',
      input: 'web-7',
      script: `answer = http_request("GET", "http://inventory.example/hosts/" + message)
if answer != nil && answer["status_code"] == 200 {
  host = load_json(answer["body"])
  add_key(owner, host["owner"])
}`,
      services: { request: () => ({ status: 200, body: '{"owner": "shop"}' }) },
      fields: { owner: 'shop' },
    },
    {
      title: 'Where requests are not allowed',
      input: '',
      script: 'add_key(none, http_request("GET", "http://inventory.example/") == nil)',
      fields: { none: true },
    },
    {
      title: 'A method that is no text',
      input: '',
      script: 'http_request(1, "http://x/")',
      failure: 'method',
    },
  ],
})

function textOf(value: Value | undefined, what: string, site: CallSite): string {
  if (typeof value === 'string') return value
  return site.fail(`http_request: ${what} must be a text, not ${typeName(value ?? null) || 'nil'}`)
}

function isHttp(url: string): boolean {
  try {
    return /^https?$/.test(parseUrl(url).scheme)
  } catch (error) {
    if (error instanceof BadUrl) return false
    throw error
  }
}

function sent(headers: Value | undefined, site: CallSite): Record<string, string> {
  if (headers === undefined) return {}
  if (!isMap(headers)) return site.fail('http_request: headers must be a map')
  const texts = Object.entries(headers).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return Object.fromEntries(texts)
}

function written(body: Value | undefined): string {
  if (body === undefined || body === VOID) return ''
  return typeof body === 'object' && body !== null
    ? (readJson(body) ?? '')
    : fieldText(body as string)
}
