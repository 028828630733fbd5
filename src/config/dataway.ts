// Kinds of values that hold secrets: Dataway URLs with their tokens, and a proxy with its password. A refused one is told
// without what it holds, and the host and the query are all that is kept of a URL.
import { readFileSync } from 'node:fs'
import type { Endpoint } from '../forward/options.js'
import { maskUrl } from '../util/mask.js'
import { type Kind, NONE, splitList } from './kinds.js'
import { refuse, type Site, tell } from './site.js'

const TOKEN = /^(?:(?:token|tkn)_[0-9A-Za-z]{32}|tokn_[0-9A-Za-z]{24})$/

export const urls: Kind<readonly Endpoint[]> = {
  takes: 'list of URLs with `?token=`',
  parse(text, site) {
    const parts = splitList(text.replaceAll('\n', ','))
    const endpoints = parts.map((part, index) => endpoint(part, index + 1, site))
    return endpoints.filter((one) => one !== undefined)
  },
  show: (value) => value.map(({ url }) => maskUrl(url)).join(',') || NONE,
}

/** The same URLs, in a file that a Secret is mounted to. */
export const urlsFile: Kind<readonly Endpoint[]> = {
  takes: 'path of a file with URLs',
  parse(path, site) {
    const content = readText(path, site)
    if (content === undefined) return undefined
    if (content.trim() !== '') return urls.parse(content, site)
    return refuse(site, `the file ${path} is empty`, 'write the URL of the Dataway into it')
  },
  show: urls.show,
}

/** The text of a file; nothing when it cannot be read, which was told to the site. */
export function readText(path: string, site: Site): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return tell(
      site,
      'CF103',
      `the file ${path} cannot be read (${code})`,
      'mount it, or correct the path',
    )
  }
}

export const proxy: Kind<string | undefined> = {
  takes: 'URL',
  parse(text, site) {
    if (httpUrl(text)) return text
    return refuse(site, 'the proxy is not an HTTP URL', 'write http://host:port')
  },
  show: (value) => (value === undefined ? NONE : maskUrl(value)),
}

/** A URL, which may hold a password or a key, or a path. */
export const source: Kind<string | undefined> = {
  takes: 'URL or path',
  parse: (text) => text,
  show: (value) => (value === undefined ? NONE : httpUrl(value) ? maskUrl(value) : value),
}

function endpoint(text: string, place: number, site: Site): Endpoint | undefined {
  const url = httpUrl(text)
  if (!url) {
    const hint = 'write https://openway.guance.com?token=tkn_…, several with commas between'
    return refuse(site, `URL ${place} is not one of http or https`, hint)
  }
  checkToken(url, site)
  url.pathname = ''
  url.hash = ''
  url.searchParams.sort()
  return { url: url.href }
}

function httpUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url && /^https?:$/.test(url.protocol) ? url : undefined
}

function checkToken(url: URL, site: Site): void {
  const token = url.searchParams.get('token')
  if (token !== null && TOKEN.test(token)) return
  const state = token ? 'has a token of no known form' : 'has no token'
  const hint = 'use the token of your workspace: ?token=tkn_… with 32 characters after tkn_'
  tell(site, 'CF906', `${url.host} ${state}`, hint)
}
