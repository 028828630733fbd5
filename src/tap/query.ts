// The query of a tap: read strictly, since a filter that was misspelt would show everything.
import { TAP_LIMITS, type TapQuery } from './shape.js'

/** What is wrong with a query, for who asked. */
export class QueryFault extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'QueryFault'
  }
}

type Texts = readonly string[]

const READERS: { readonly [Name in keyof Required<TapQuery>]: (texts: Texts) => unknown } = {
  source: (texts) => texts,
  script: (texts) => texts,
  status: (texts) => texts,
  host: (texts) => texts,
  matched: (texts) => truth(only('matched', texts)),
  text: (texts) => short(only('text', texts)),
  count: (texts) => whole('count', only('count', texts), Number.MAX_SAFE_INTEGER),
  rate: (texts) => whole('rate', only('rate', texts), TAP_LIMITS.mostRate),
}

/** How a token may be shown; who asks is settled elsewhere. */
const TOKEN = 'token'

/**
 * @param raw values by name, several where a name is repeated; an empty value is none
 * @throws QueryFault
 */
export function readTapQuery(raw: Readonly<Record<string, string | Texts>>): TapQuery {
  const query: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(raw)) {
    if (name === TOKEN) continue
    if (!Object.hasOwn(READERS, name)) {
      const known = Object.keys(READERS).join(', ')
      throw new QueryFault(`there is no parameter "${name}"; there are ${known}`)
    }
    const texts = [value].flat().filter((text) => text !== '')
    if (texts.length > 0) query[name] = READERS[name as keyof TapQuery](texts)
  }
  return query
}

/** The query as the part of a URL behind the `?`. */
export function writeTapQuery(query: TapQuery): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const one of [value].flat()) if (one !== undefined) params.append(name, String(one))
  return params.toString()
}

function only(name: string, texts: Texts): string {
  if (texts.length > 1) throw new QueryFault(`"${name}" is given ${texts.length} times`)
  return texts[0]!
}

function truth(text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  throw new QueryFault(`"matched" is true or false, not "${text}"`)
}

function short(text: string): string {
  if (text.length <= TAP_LIMITS.longestText) return text
  throw new QueryFault(`"text" has at most ${TAP_LIMITS.longestText} characters`)
}

function whole(name: string, text: string, most: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= 1 && value <= most) return value
  const range = most === Number.MAX_SAFE_INTEGER ? '1 or more' : `1 to ${most}`
  throw new QueryFault(`"${name}" is a whole number of ${range}, not "${text}"`)
}
