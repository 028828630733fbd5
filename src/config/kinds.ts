// Kinds of values: how the text of a variable or a file becomes a value, and how the value is shown again.
import { isIP } from 'node:net'
import { parseAddress } from '../util/address.js'
import { formatMilliseconds, parseMilliseconds } from '../util/duration.js'
import { parseGoFloat } from '../util/go-number.js'
import { refuse, type Site, tell } from './site.js'

export interface Kind<T> {
  /** What it takes, as the documentation says it. */
  readonly takes: string
  /** The value of a text; nothing when it is refused or left out, which was told to the site. */
  parse(text: string, site: Site): T | undefined
  /** The value as text, without secrets; `none` for nothing. */
  show(value: T): string
  /** The text that `parse` makes the value of, where it is another. */
  write?(value: T): string
}

export const NONE = 'none'

export const text: Kind<string | undefined> = {
  takes: 'text',
  parse: (text) => text,
  show: (value) => value ?? NONE,
}

/** Names separated by commas, or a JSON array of them. */
export const list: Kind<readonly string[]> = {
  takes: 'list: `a,b`',
  parse(text, site) {
    if (!text.startsWith('[')) return splitList(text)
    const value = parseJson(text)
    if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value
    return refuse(site, `"${text}" is not a list of texts`, 'write a,b or ["a","b"]')
  },
  show: (value) => value.join(',') || NONE,
}

export function splitList(text: string): string[] {
  const parts = text.split(',').map((part) => part.trim())
  return parts.filter((part) => part !== '')
}

/** Networks in CIDR notation. */
export const networks: Kind<readonly string[]> = {
  ...list,
  takes: 'list of networks: `10.0.0.0/8,fd00::/8`',
  parse(text, site) {
    const value = list.parse(text, site)
    const odd = value?.find((one) => !isNetwork(one))
    if (odd === undefined) return value
    return refuse(
      site,
      `"${odd}" is not a network`,
      'write an address and a length, such as 10.0.0.0/8',
    )
  },
}

function isNetwork(text: string): boolean {
  const [, address = '', length] = /^(.*)\/(\d{1,3})$/.exec(text) ?? []
  return isIP(address) !== 0 && Number(length) <= (isIP(address) === 4 ? 32 : 128)
}

/** Kinds of address databases that DataKit knows; one of them is read here. */
export const ipdb: Kind<unknown> = {
  takes: '`geolite2`',
  parse(text, site) {
    if (text === 'geolite2') return text
    const message = `"${text}" databases are not read; name MaxMind ones in ENV_LOGFWDSERVER_GEOIP`
    tell(site, 'CF904', message)
    return text
  },
  show: String,
}

const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True']
const FALSE = ['0', 'f', 'F', 'FALSE', 'false', 'False']

/**
 * The spellings of Go's ParseBool. For some variables DataKit takes every text for true, even "false"; here those mean what
 * they say, and only the rest is true.
 */
export const bool: Kind<boolean> = {
  takes: 'true or false',
  parse(text, site) {
    if (TRUE.includes(text)) return true
    if (FALSE.includes(text)) return false
    const value = text.toLowerCase() !== 'false'
    tell(site, 'CF903', `"${text}" counts as ${value}`, 'write true or false')
    return value
  },
  show: String,
}

/** A switch that is written the other way round. */
export const not: Kind<boolean> = {
  takes: bool.takes,
  parse(text, site) {
    const value = bool.parse(text, site)
    return value === undefined ? undefined : !value
  },
  show: String,
  write: (value) => String(!value),
}

/** Milliseconds, written in Go's syntax. */
export function duration(least = 1): Kind<number> {
  return {
    takes: 'duration: `10s`, `1m30s`, `300ms`',
    parse(text, site) {
      const value = parseMilliseconds(text)
      if (value !== undefined && value >= least) return value
      const wanted = least > 0 ? `a duration of ${formatMilliseconds(least)} or more` : 'a duration'
      return refuse(site, `"${text}" is not ${wanted}`, 'write a number with a unit, such as 10s')
    },
    show: formatMilliseconds,
  }
}

export function count(least = 1, most = Number.MAX_SAFE_INTEGER): Kind<number> {
  return {
    takes: 'whole number',
    parse(text, site) {
      const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
      if (value >= least && value <= most) return value
      return refuse(
        site,
        `"${text}" is not a whole number${range(least, most)}`,
        'write digits only',
      )
    },
    show: String,
  }
}

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 }

/** A number of bytes, or one with a binary unit. */
export function bytes(least = 1): Kind<number> {
  return {
    takes: 'bytes: `1048576`, `32MiB`',
    parse(text, site) {
      const [, digits, unit = ''] = /^(\d+)\s*(?:([kmg])(?:i?b)?)?$/i.exec(text) ?? []
      const value = Number(digits) * UNITS[unit.toLowerCase()]!
      if (value >= least && value <= Number.MAX_SAFE_INTEGER) return value
      const wanted = `a number of bytes${range(least, Number.MAX_SAFE_INTEGER)}`
      return refuse(site, `"${text}" is not ${wanted}`, 'write 1048576, or 32MiB')
    },
    show: showBytes,
  }
}

function showBytes(value: number): string {
  const unit = (['g', 'm', 'k'] as const).find((one) => value > 0 && value % UNITS[one]! === 0)
  return unit ? `${value / UNITS[unit]!}${unit.toUpperCase()}iB` : String(value)
}

/** Bytes, written in units of 2^30 as DataKit does. */
export const gigabytes: Kind<number> = {
  takes: 'gigabytes: `2`, `0.5`',
  parse(text, site) {
    const value = Math.floor((parseGoFloat(text) ?? 0) * UNITS.g!)
    if (value > 0 && value <= Number.MAX_SAFE_INTEGER) return value
    return refuse(site, `"${text}" is not a number of gigabytes above 0`, 'write 2 for 2 GiB')
  },
  show: showBytes,
}

/** A number below the least counts as the least. */
export function raised(kind: Kind<number>, least: number): Kind<number> {
  return {
    ...kind,
    parse(text, site) {
      const value = kind.parse(text, site)
      if (value === undefined || value >= least) return value
      tell(site, 'CF903', `"${text}" counts as ${kind.show(least)}, the least there may be`)
      return least
    },
  }
}

function range(least: number, most: number): string {
  if (most !== Number.MAX_SAFE_INTEGER) return ` from ${least} to ${most}`
  return least > 0 ? ` of ${least} or more` : ''
}

/** @param instead choices that cannot be had, with what is done instead */
export function choice<T extends string>(
  choices: readonly T[],
  instead: Readonly<Record<string, T>> = {},
): Kind<T> {
  return {
    takes: choices.map((one) => `\`${one}\``).join(', '),
    parse(text, site) {
      const value = choices.find((one) => one === text.toLowerCase())
      if (value === undefined) {
        return refuse(
          site,
          `"${text}" is none of the choices`,
          `write one of: ${choices.join(', ')}`,
        )
      }
      const other = instead[value]
      if (other === undefined) return value
      tell(site, 'CF904', `${value} is not supported here; ${other} is used`)
      return other
    },
    show: String,
  }
}

/** Takes other words for texts of a kind, in capitals too. */
export function alias<T>(kind: Kind<T>, words: Readonly<Record<string, string>>): Kind<T> {
  const others = Object.entries(words).map(([word, text]) => `\`${word}\` for \`${text}\``)
  return {
    ...kind,
    takes: `${kind.takes}; ${others.join(', ')}`,
    parse(text, site) {
      const word = text.toLowerCase()
      return kind.parse(Object.hasOwn(words, word) ? words[word]! : text, site)
    },
  }
}

export const address: Kind<string> = {
  takes: 'address: `host:port`',
  parse(text, site) {
    if (parseAddress(text) !== undefined) return text
    return refuse(site, `"${text}" is not an address`, 'write host:port, such as 0.0.0.0:9533')
  },
  show: String,
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value of a JSON text; nothing when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
