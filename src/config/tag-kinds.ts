// Kinds of values of their own: global host tags, the inputs to switch on, the default script of a category.
import { isHostPlaceholder } from '../tag/global-tags.js'
import { isObject, type Kind, NONE, parseJson, splitList } from './kinds.js'
import { refuse, type Site, tell } from './site.js'

/** The only input of this program. */
export const INPUT = 'logfwdserver'

type TagRecord = Readonly<Record<string, string>>

export const tags: Kind<TagRecord> = {
  takes: 'tags: `k=v,k=v`',
  parse(text, site) {
    const pairs = splitList(text).map((part) => pair(part, site))
    return Object.fromEntries(pairs.filter((one) => one !== undefined))
  },
  show: (value) =>
    Object.entries(value)
      .map(([key, tag]) => `${key}=${tag}`)
      .join(',') || NONE,
}

function pair(part: string, site: Site): [string, string] | undefined {
  const [key = '', value = '', ...more] = part.split('=').map((one) => one.trim())
  if (key === '' || !part.includes('=') || more.length > 0) {
    return tell(site, 'CF905', `"${part}" is not a tag`, 'write key=value with exactly one =')
  }
  if (key === 'host' && !isHostPlaceholder(value)) {
    const hint = 'set ENV_HOSTNAME to give this node another name'
    return tell(site, 'CF902', 'the tag host is always the name of the node', hint)
  }
  return [key, value]
}

/** Between commas or blanks. What is switched on has no effect: this program is its one input. */
export const inputs: Kind<undefined> = {
  takes: 'list of inputs',
  parse(text, site) {
    const names = splitList(text.replace(/\s+/g, ',')).filter(
      (name) => name !== INPUT && !name.startsWith('-'),
    )
    if (names.length === 0) return undefined
    const hint = 'run DataKit beside this program for them'
    return tell(site, 'CF901', `inputs that this program does not have: ${names.join(', ')}`, hint)
  },
  show: () => NONE,
}

/** A JSON object, category to script. */
export const defaultScript: Kind<string | undefined> = {
  takes: 'JSON: `{"logging":"a.p"}`',
  parse(text, site) {
    const value = parseJson(text)
    const script = isObject(value) ? value.logging : null
    if (script === undefined || typeof script === 'string') return script
    const hint = 'write {"logging":"default.p"}'
    return refuse(site, `"${text}" does not give the script of a category`, hint)
  },
  show: (value) => value ?? NONE,
}
