// Browser and engine. The first section names the old ones, the second is the engine; WebKit browsers show themselves in
// their last sections, Gecko ones in the third.
import { trimSpace } from '../../../../util/trim-space.js'
import type { Draft } from './agent.js'
import type { Section } from './section.js'

type Sections = readonly Section[]

/** WebKit browsers by the last section but two, but one, and by the first behind the engine. */
const THIRD_LAST = new Map([
  ['YaBrowser', 'YaBrowser'],
  ['coc_coc_browser', 'Coc Coc'],
])
const SECOND_LAST = new Set(['Electron', 'DuckDuckGo', 'PhantomJS'])
const BEHIND_ENGINE = new Map([
  ['Chrome', 'Chrome'],
  ['CriOS', 'Chrome'],
  ['HeadlessChrome', 'Headless Chrome'],
  ['Chromium', 'Chromium'],
  ['GSA', 'Google App'],
  ['FxiOS', 'Firefox'],
])

/** Internet Explorer 8 to 10 may report a compatible version; the engine's tells the truth. */
const TRIDENT_VERSIONS = new Map([
  ['4.0', '8.0'],
  ['5.0', '9.0'],
  ['6.0', '10.0'],
])

export function detectBrowser(agent: Draft, sections: Sections): void {
  const [first, second] = sections
  if (first?.name === 'Opera') {
    setBrowser(agent, 'Opera', first.version)
    setEngine(agent, 'Presto', second?.version ?? '')
  } else if (first?.name === 'Dalvik') {
    return
  } else if (second !== undefined) {
    setEngine(agent, second.name, second.version)
    if (sections.length > 2) byEngine(agent, sections, second)
  } else if (first !== undefined) {
    oldExplorer(agent, first.comment)
  }
}

function byEngine(agent: Draft, sections: Sections, engine: Section): void {
  const third = sections[2] as Section
  // Some systems put their name without a version behind the engine.
  const main = (third.version === '' && sections[3]) || third
  agent.browserVersion = main.version
  if (engine.name === 'AppleWebKit') webkit(agent, sections, engine, main)
  else if (engine.name === 'Gecko') gecko(agent, third, sections[4])
  else if (engine.name === 'like' && third.name === 'Gecko') newExplorer(agent, sections)
}

function webkit(agent: Draft, sections: Sections, engine: Section, main: Section): void {
  agent.undecided = engine.comment.some(
    (part) => part.startsWith('Googlebot') || part.startsWith('bingbot'),
  )
  const [thirdLast, secondLast, last] = sections.slice(-3) as [Section, Section, Section]
  if (last.name === 'Edge') {
    setBrowser(agent, 'Edge', last.version)
    setEngine(agent, 'EdgeHTML', '')
  } else if (last.name === 'Edg') {
    if (agent.undecided) return
    setBrowser(agent, 'Edge', last.version)
    setEngine(agent, 'AppleWebKit', secondLast.version)
  } else if (last.name === 'OPR') setBrowser(agent, 'Opera', last.version)
  else if (last.name === 'Mobile') setBrowser(agent, 'Mobile App', '')
  else {
    const rare = THIRD_LAST.get(thirdLast.name)
    if (rare !== undefined) setBrowser(agent, rare, thirdLast.version)
    else if (SECOND_LAST.has(secondLast.name))
      setBrowser(agent, secondLast.name, secondLast.version)
    else agent.browser = BEHIND_ENGINE.get(main.name) ?? 'Safari'
  }
}

/** The Mail.Ru agent puts two sections of its own in front. */
function gecko(agent: Draft, third: Section, fifth: Section | undefined): void {
  if (third.name === 'MRA' && fifth) setBrowser(agent, fifth.name, fifth.version)
  else agent.browser = third.name
}

/** Internet Explorer 11: `like Gecko`, the version in the comment. */
function newExplorer(agent: Draft, sections: Sections): void {
  const versions = sections[0]?.comment.map((part) => /^rv:([^\n]+)$/.exec(part)?.[1])
  setBrowser(agent, 'Internet Explorer', versions?.find((version) => version !== undefined) ?? '')
  agent.engine = 'Trident'
}

function oldExplorer(agent: Draft, comment: readonly string[]): void {
  const [compatible, explorer] = comment
  if (compatible !== 'compatible' || !explorer?.startsWith('MSIE')) return
  const engine = comment.find((part) => part.startsWith('Trident/'))
  const version = TRIDENT_VERSIONS.get(engine?.slice('Trident/'.length) ?? '')
  setBrowser(agent, 'Internet Explorer', version ?? trimSpace(explorer.slice('MSIE'.length)))
  agent.engine = 'Trident'
}

function setBrowser(agent: Draft, name: string, version: string): void {
  agent.browser = name
  agent.browserVersion = version
}

function setEngine(agent: Draft, name: string, version: string): void {
  agent.engine = name
  agent.engineVersion = version
}
