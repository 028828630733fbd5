// Time zones: names as the time zone database spells them, offsets from luxon, cached in spans so that
// a line costs a compare. Wall clocks in a gap or an overlap follow one rule, stated at `instantOf`.

import { IANAZone } from 'luxon'
import { type Abbreviation, numericName, zoneNames } from './zone-names.js'

/** Three days, too short for an offset to change and to change back. */
const SPAN = 3 * 86_400
/** Spans kept by one zone; a text may name any date, so the number is bounded. */
const MAX_SPANS = 4096
/** The dates luxon can hold, in seconds, with room for any offset. */
const LIMIT = 8.64e12 - 2 * 86_400
/** Before any zone left its local mean time. */
const BEFORE_RAILWAYS = -5_000_000_000
const LOCAL_MEAN_TIME = 'LMT'

interface Span {
  /** The second at which the offset changes, `Infinity` if it does not. */
  readonly cut: number
  readonly before: number
  readonly after: number
}

/** A time zone. All times are whole seconds, offsets are seconds east of Greenwich. */
export class Zone {
  readonly name: string
  readonly #offsetOf: (unixSeconds: number) => number
  readonly #abbreviations: readonly Abbreviation[]
  readonly #spans = new Map<number, Span>()
  // The span of the last answer.
  #from = 0
  #to = 0
  #offset = 0

  constructor(
    name: string,
    abbreviations: readonly Abbreviation[],
    offsetOf: (unixSeconds: number) => number,
  ) {
    this.name = name
    this.#abbreviations = abbreviations
    this.#offsetOf = offsetOf
  }

  /** The offset in force at an instant. */
  offsetAt(unixSeconds: number): number {
    if (unixSeconds >= this.#from && unixSeconds < this.#to) return this.#offset
    return this.#locate(unixSeconds)
  }

  /**
   * The instant at which the zone's clocks show a wall clock. The offset at the wall clock read as UTC
   * is tried first; if it is not in force then, the one that is. So a gap in New York moves back, one
   * in Berlin too, and of a doubled hour New York takes the first, Berlin the second.
   */
  instantOf(wall: number): number {
    return wall - this.offsetAt(wall - this.offsetAt(wall))
  }

  /**
   * The offset an abbreviation such as `CST` stands for here at a wall clock: the one in force then if
   * it bears the name, else the first that ever did. `undefined` if the zone does not know the name.
   */
  offsetOfName(name: string, wall: number): number | undefined {
    const offsets =
      name === LOCAL_MEAN_TIME
        ? [this.#first]
        : this.#abbreviations.filter((known) => known.name === name).map(({ offset }) => offset)
    for (const offset of offsets) {
      const instant = wall - offset
      if (this.abbreviationAt(instant) === name) return this.offsetAt(instant)
    }
    return offsets[0]
  }

  /** The abbreviation in force at an instant: `CST`, or `+03` where there are no letters. */
  abbreviationAt(unixSeconds: number): string {
    const offset = this.offsetAt(unixSeconds)
    const known = this.#abbreviations.findLast(
      (abbreviation) => abbreviation.offset === offset && abbreviation.since <= unixSeconds,
    )
    if (known !== undefined) return known.name
    return offset === this.#first ? LOCAL_MEAN_TIME : numericName(offset)
  }

  /** The offset the zone began with: local mean time, unless it has an abbreviation. */
  get #first(): number {
    return this.offsetAt(BEFORE_RAILWAYS)
  }

  #locate(unixSeconds: number): number {
    const index = Math.floor(unixSeconds / SPAN)
    let span = this.#spans.get(index)
    if (span === undefined) {
      if (this.#spans.size >= MAX_SPANS) this.#spans.clear()
      span = this.#measure(index * SPAN, (index + 1) * SPAN)
      this.#spans.set(index, span)
    }
    const late = unixSeconds >= span.cut
    this.#from = late ? span.cut : index * SPAN
    this.#to = late ? (index + 1) * SPAN : Math.min(span.cut, (index + 1) * SPAN)
    this.#offset = late ? span.after : span.before
    return this.#offset
  }

  /** The offsets of [from, to) and, by bisection, the second between them. */
  #measure(from: number, to: number): Span {
    const before = this.#offsetOf(from)
    const after = this.#offsetOf(to)
    if (before === after) return { cut: Number.POSITIVE_INFINITY, before, after }
    let [low, high] = [from, to]
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (this.#offsetOf(middle) === before) low = middle
      else high = middle
    }
    return { cut: high, before, after }
  }
}

/** Coordinated universal time. */
export const utc = new Zone('UTC', zoneNames.get('UTC')!, () => 0)

const zones = new Map<string, Zone>([['UTC', utc]])

/**
 * The zone of a name of the time zone database, in its exact case. `Local` and the empty name are the
 * zone of the process. `CST`, `GMT+8` and the like are no zones.
 */
export function zoneOf(name: string): Zone | undefined {
  const known = zones.get(name)
  if (known !== undefined) return known
  if (name === 'Local' || name === '') return localZone()
  const abbreviations = zoneNames.get(name)
  if (abbreviations === undefined || !IANAZone.isValidZone(name)) return undefined
  const source = IANAZone.create(name)
  const zone = new Zone(name, abbreviations, (seconds) => {
    const clamped = Math.max(-LIMIT, Math.min(LIMIT, seconds))
    return Math.round(source.offset(clamped * 1000) * 60)
  })
  zones.set(name, zone)
  return zone
}

let local: { readonly variable: string | undefined; readonly zone: Zone } | undefined

/** The zone of the process, UTC if it has none that is known; asked again when TZ has changed. */
export function localZone(): Zone {
  const variable = process.env.TZ
  if (local === undefined || local.variable !== variable) {
    const name = new Intl.DateTimeFormat().resolvedOptions().timeZone
    local = { variable, zone: (name ? zoneOf(name) : undefined) ?? utc }
  }
  return local.zone
}

/**
 * What `+8` means as a time zone: a city with its history and its summer time, not a fixed offset.
 * Other spellings (`+08`, `+8:00`) do not exist.
 */
const cities: Readonly<Record<string, string>> = {
  '-11': 'Pacific/Midway',
  '-10': 'Pacific/Honolulu',
  '-9:30': 'Pacific/Marquesas',
  '-9': 'America/Anchorage',
  '-8': 'America/Los_Angeles',
  '-7': 'America/Phoenix',
  '-6': 'America/Chicago',
  '-5': 'America/New_York',
  '-4': 'America/Santiago',
  '-3:30': 'America/St_Johns',
  '-3': 'America/Sao_Paulo',
  '-2': 'America/Noronha',
  '-1': 'America/Scoresbysund',
  '+0': 'Europe/London',
  '+1': 'Europe/Vatican',
  '+2': 'Europe/Kiev',
  '+3': 'Europe/Moscow',
  '+3:30': 'Asia/Tehran',
  '+4': 'Asia/Dubai',
  '+4:30': 'Asia/Kabul',
  '+5': 'Asia/Samarkand',
  '+5:30': 'Asia/Kolkata',
  '+5:45': 'Asia/Kathmandu',
  '+6': 'Asia/Almaty',
  '+6:30': 'Asia/Yangon',
  '+7': 'Asia/Jakarta',
  '+8': 'Asia/Shanghai',
  '+8:45': 'Australia/Eucla',
  '+9': 'Asia/Tokyo',
  '+9:30': 'Australia/Darwin',
  '+10': 'Australia/Sydney',
  '+10:30': 'Australia/Lord_Howe',
  '+11': 'Pacific/Guadalcanal',
  '+12': 'Pacific/Auckland',
  '+12:45': 'Pacific/Chatham',
  '+13': 'Pacific/Apia',
  '+14': 'Pacific/Kiritimati',
}

/** The zone of an offset form such as `+8` or `-3:30`. */
export function offsetZone(form: string): Zone | undefined {
  const city = Object.hasOwn(cities, form) ? cities[form] : undefined
  return city === undefined ? undefined : zoneOf(city)
}
