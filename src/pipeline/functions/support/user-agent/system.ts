// Platform and operating system, out of the comment of the first section. Each engine orders its comment in a way of its own.
import type { Draft } from './agent.js'
import { isMessagePreview, isSearchEngine } from './bot.js'
import type { Section } from './section.js'

type Comment = readonly string[]

const WINDOWS = new Map([
  ['5.0', 'Windows 2000'],
  ['5.01', 'Windows 2000, Service Pack 1 (SP1)'],
  ['5.1', 'Windows XP'],
  ['5.2', 'Windows XP x64 Edition'],
  ['6.0', 'Windows Vista'],
  ['6.1', 'Windows 7'],
  ['6.2', 'Windows 8'],
  ['6.3', 'Windows 8.1'],
  ['10.0', 'Windows 10'],
])

/** Platforms that are written with a version behind. */
const PREFIXES = ['Windows', 'Symbian', 'webOS']

export function detectSystem(agent: Draft, first: Section): void {
  const { name, comment } = first
  if (name === 'Mozilla') mozilla(agent, comment)
  else if (name === 'Opera') opera(agent, comment)
  else if (name === 'Dalvik') dalvik(agent, comment)
  else if (name === 'okhttp') {
    agent.mobile = true
    agent.browser = 'OkHttp'
    agent.browserVersion = first.version
  } else agent.undecided = true
}

function mozilla(agent: Draft, comment: Comment): void {
  agent.platform = platformOf(comment[0])
  if (agent.platform === 'Windows') agent.os = osName(comment[0])
  if (agent.engine === '') agent.undecided = true
  else if (agent.engine === 'Gecko') gecko(agent, comment)
  else if (agent.engine === 'AppleWebKit') webkit(agent, comment)
  else if (agent.engine === 'Trident') trident(agent, comment)
}

function platformOf(part: string | undefined): string {
  if (part === undefined || part === 'compatible') return ''
  if (part === 'BB10') return 'BlackBerry'
  return PREFIXES.find((prefix) => part.startsWith(prefix)) ?? part
}

/** Windows NT versions get the name they were sold under. */
function osName(part: string | undefined): string {
  if (part === undefined) return ''
  const blank = part.indexOf(' ')
  if (blank < 0 || !part.startsWith('NT ', blank + 1)) return part
  return WINDOWS.get(part.slice(blank + 4)) ?? part
}

function gecko(agent: Draft, comment: Comment): void {
  const [kind, second, third] = comment
  if (second === undefined) return
  if (isFiller(second)) agent.os = osName(third ?? second)
  else if (agent.platform.includes('Android')) {
    agent.mobile = true
    agent.os = agent.platform
    agent.platform = osName(second)
  } else if (kind === 'Mobile' || kind === 'Tablet') {
    agent.mobile = true
    agent.os = 'FirefoxOS'
  } else if (agent.os === '') agent.os = osName(second)
}

/** A part that says nothing: strength of encryption, processor. */
function isFiller(part: string): boolean {
  return part === 'U' || part === 'arm_64'
}

function webkit(agent: Draft, comment: Comment): void {
  const { platform } = agent
  if (platform === 'webOS' || platform === 'Symbian') {
    agent.mobile = true
    agent.browser = platform
    agent.os = platform === 'webOS' ? 'Palm' : (comment[0] as string)
  } else if (platform === 'Linux') webkitLinux(agent, comment)
  else if (comment.length > 0) webkitOther(agent, comment)
  // Firefox on an iPad calls itself a Macintosh.
  if (agent.platform === 'Macintosh' && agent.browser === 'Firefox') {
    agent.platform = 'iPad'
    agent.mobile = true
  }
}

/** `Linux` alone is Android; desktops write `X11` first. */
function webkitLinux(agent: Draft, comment: Comment): void {
  const [kind, second, third] = comment as [string, ...string[]]
  agent.mobile = true
  if (agent.browser === 'Safari') agent.browser = 'Android'
  if (second !== undefined) {
    const filled = isFiller(second)
    if (filled && third === undefined) agent.mobile = false
    agent.os = filled ? (third ?? kind) : second
  }
  if (comment.length === 3) isSearchEngine(agent)
}

function webkitOther(agent: Draft, comment: Comment): void {
  const [first, second, third] = comment as [string, ...string[]]
  if (first.startsWith('Windows NT')) agent.os = osName(first)
  else if (third !== undefined) agent.os = osName(third)
  else if (second !== undefined && !isSearchEngine(agent) && !isMessagePreview(agent))
    agent.os = osName(second)
  if (agent.platform !== 'BlackBerry') return
  agent.browser = agent.platform
  if (agent.os === 'Touch') agent.os = agent.platform
}

function trident(agent: Draft, comment: Comment): void {
  agent.platform = 'Windows'
  if (agent.os === '') agent.os = comment.length > 2 ? osName(comment[2]) : 'Windows NT 4.0'
  if (comment.some((part) => part.startsWith('IEMobile'))) agent.mobile = true
}

function opera(agent: Draft, comment: Comment): void {
  const [first, second] = comment
  if (first === undefined) return
  if (first.startsWith('Windows')) {
    agent.platform = 'Windows'
    agent.os = osName(first)
    return
  }
  if (first.startsWith('Android')) agent.mobile = true
  agent.platform = first
  agent.os = second ?? first
}

function dalvik(agent: Draft, comment: Comment): void {
  const [first, , third] = comment
  if (!first?.startsWith('Linux')) return
  agent.platform = first
  agent.os = third ?? ''
  agent.mobile = true
}
