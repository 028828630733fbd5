// What a user agent tells about its browser and system. Sections first, then the browser, then the system, which depends
// on the engine; what is neither known nor a Mozilla is looked at as a bot.
import { checkBot } from './bot.js'
import { detectBrowser } from './browser.js'
import { parseSections } from './section.js'
import { detectSystem } from './system.js'

export interface Agent {
  platform: string
  os: string
  engine: string
  engineVersion: string
  browser: string
  browserVersion: string
  mobile: boolean
  bot: boolean
}

/** An agent that is being read. */
export interface Draft extends Agent {
  readonly text: string
  /** Nothing known so far, or a sign of a bot: the comments decide. */
  undecided: boolean
}

/** No server takes a header that long; what stands behind it is not read. */
const LONGEST = 1 << 20

export function readAgent(text: string): Agent {
  const agent = blankDraft(text.slice(0, LONGEST))
  const sections = parseSections(agent.text)
  const first = sections[0]
  if (first === undefined) return agent
  agent.mobile = sections.some((section) => section.name === 'Mobile')
  detectBrowser(agent, sections)
  detectSystem(agent, first)
  if (agent.undecided) checkBot(agent, sections)
  return agent
}

function blankDraft(text: string): Draft {
  return {
    text,
    platform: '',
    os: '',
    engine: '',
    engineVersion: '',
    browser: '',
    browserVersion: '',
    mobile: false,
    bot: false,
    undecided: false,
  }
}
