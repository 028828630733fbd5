// Bots: by a telling name, by the web site in a comment, or by what large search engines write.
import { trimSpace } from '../../../../util/trim-space.js'
import type { Draft } from './agent.js'
import type { Section } from './section.js'

const BOT_NAME = /bot|crawler|sp[iy]der|search|worm|fetch|nutch/iu
const SITE_START = /https?:\/\//
const SITE = /^https?:\/\/.+\.\w+/s

/** Decides an undecided agent: a bot, or some client that goes by its first name. */
export function checkBot(agent: Draft, sections: readonly Section[]): void {
  const [first] = sections
  if (first === undefined) return
  const site = sections.map(({ comment }) => siteName(comment)).find((name) => name !== '')
  if (sections.length === 1 && first.name !== 'Mozilla') {
    const named = BOT_NAME.test(first.name)
    setSimple(agent, first.name, named ? '' : first.version, named || site !== undefined)
  } else if (site !== undefined) {
    const slash = site.indexOf('/')
    const end = slash < 0 ? site.length : slash
    setSimple(agent, site.slice(0, end), site.slice(end + 1), true)
  } else {
    agent.browser = first.name
    agent.browserVersion = first.version
  }
}

/** Mobile Googlebot and bingbot look like a phone; their platform is none. */
export function isSearchEngine(agent: Draft): boolean {
  if (agent.text.includes('Google') || agent.text.includes('bingbot')) {
    agent.platform = ''
    agent.undecided = true
  }
  return agent.undecided
}

/** The preview of iMessage poses as two bots at once. */
export function isMessagePreview(agent: Draft): boolean {
  if (!agent.text.includes('facebookexternalhit') || !agent.text.includes('Twitterbot'))
    return false
  agent.bot = true
  agent.browser = 'iMessage-Preview'
  agent.engine = ''
  agent.engineVersion = ''
  return true
}

function setSimple(agent: Draft, name: string, version: string, bot: boolean): void {
  agent.bot = bot
  agent.browser = name
  agent.browserVersion = version
  agent.engine = ''
  agent.engineVersion = ''
  agent.os = ''
}

/** The name that goes with a web site: the part before it, or the site itself in a short comment; "" without a site. */
function siteName(comment: readonly string[]): string {
  if (comment.length === 0) return ''
  const place = comment.length < 3 ? 0 : comment.length === 4 ? 3 : 2
  const site = siteIn(comment[place] as string)
  return site === '' || place === 0 ? site : trimSpace(comment[place - 1] as string)
}

/** The first web site; it reaches to the last dot of its line that a word follows. */
function siteIn(text: string): string {
  for (const line of text.split('\n')) {
    const start = line.search(SITE_START)
    const site = start < 0 ? null : SITE.exec(line.slice(start))
    if (site !== null) return site[0]
  }
  return ''
}
