// Places of IP addresses from MaxMind databases: a City or Country one for the place, an ASN or ISP one for the network.
// Format: https://maxmind.github.io/MaxMind-DB/
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { Reader, type Response } from 'mmdb-lib'
import type { Diagnostic } from '../errors.js'
import type { GeoPlace } from '../pipeline/define.js'

/** What is read of a record of any of the databases. */
interface Entry {
  readonly city?: { readonly names?: Names }
  readonly subdivisions?: readonly { readonly names?: Names }[]
  readonly country?: { readonly iso_code?: string }
  readonly isp?: string
  readonly autonomous_system_organization?: string
}

type Names = Readonly<Record<string, string>>

const NOWHERE: GeoPlace = { city: '', province: '', country: '', isp: 'unknown' }

/** As DataKit has it, whose records of these regions stand under one country. */
const REGIONS: ReadonlyMap<string, string> = new Map([
  ['TW', 'Taiwan'],
  ['MO', 'Macao'],
  ['HK', 'Hong Kong'],
])

export class GeoDatabase {
  private constructor(private readonly readers: readonly Reader<Response>[]) {}

  /**
   * Opens databases.
   * @param paths files, or folders that are searched for `*.mmdb`
   * @returns undefined when there is none, and what could not be read
   */
  static open(paths: readonly string[]): {
    readonly database: GeoDatabase | undefined
    readonly faults: readonly Diagnostic[]
  } {
    const faults: Diagnostic[] = []
    const readers: Reader<Response>[] = []
    for (const path of paths.flatMap((path) => databases(path, faults))) {
      try {
        readers.push(new Reader(readFileSync(path)))
      } catch (error) {
        faults.push(unreadable(path, error))
      }
    }
    return { database: readers.length > 0 ? new GeoDatabase(readers) : undefined, faults }
  }

  /** The place of an address; what no database says is "", the network "unknown". Undefined when it is no address. */
  place(address: string): GeoPlace | undefined {
    if (isIP(address) === 0) return undefined
    return this.readers.map((reader) => entryOf(reader, address)).reduce(added, NOWHERE)
  }
}

/** The record of an address; none where the file is damaged. */
function entryOf(reader: Reader<Response>, address: string): Entry | null {
  try {
    return reader.get(address) as Entry | null
  } catch {
    return null
  }
}

function added(place: GeoPlace, entry: Entry | null): GeoPlace {
  if (!entry) return place
  const country = entry.country?.iso_code ?? place.country
  const region = REGIONS.get(country)
  return {
    city: entry.city?.names?.en ?? place.city,
    province: region ?? entry.subdivisions?.[0]?.names?.en ?? place.province,
    country: region === undefined ? country : 'CN',
    isp: entry.isp ?? entry.autonomous_system_organization ?? place.isp,
  }
}

/** The databases that a path means: itself, or those in the folder and the folders in it. */
function databases(path: string, faults: Diagnostic[]): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path]
    const names = readdirSync(path, { recursive: true, encoding: 'utf8' })
    return names
      .filter((name) => name.endsWith('.mmdb'))
      .map((name) => join(path, name))
      .sort()
  } catch (error) {
    faults.push(unreadable(path, error))
    return []
  }
}

function unreadable(path: string, error: unknown): Diagnostic {
  const reason = error instanceof Error ? error.message : String(error)
  return {
    code: 'CF103',
    file: path,
    message: `is not a MaxMind database that can be read (${reason})`,
    hint: 'name a .mmdb file, such as GeoLite2-City.mmdb, or a folder that holds some',
  }
}
