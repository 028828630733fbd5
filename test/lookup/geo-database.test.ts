// geoip's databases, read from real files.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { GeoDatabase } from '../../src/lookup/geo-database.js'
import { mmdb } from './mmdb.js'

const folder = mkdtempSync(join(tmpdir(), 'geo-'))
mkdirSync(join(folder, 'geolite2'))
writeFileSync(
  join(folder, 'geolite2', 'City.mmdb'),
  mmdb({
    '192.0.2.0/24': {
      city: { names: { en: 'Oslo', de: 'Oslo' } },
      subdivisions: [{ names: { en: 'Oslo County' } }],
      country: { iso_code: 'NO' },
    },
    '198.51.100.0/25': { country: { iso_code: 'HK' }, city: { names: { en: 'Kowloon' } } },
  }),
)
writeFileSync(
  join(folder, 'geolite2', 'ASN.mmdb'),
  mmdb({ '192.0.2.0/25': { autonomous_system_organization: 'Example Net' } }),
)
writeFileSync(join(folder, 'torn.mmdb'), 'no database')

const { database, faults } = GeoDatabase.open([join(folder, 'geolite2')])

describe('a folder of databases', () => {
  test.each([
    ['192.0.2.1', { city: 'Oslo', province: 'Oslo County', country: 'NO', isp: 'Example Net' }],
    ['192.0.2.200', { city: 'Oslo', province: 'Oslo County', country: 'NO', isp: 'unknown' }],
    ['198.51.100.9', { city: 'Kowloon', province: 'Hong Kong', country: 'CN', isp: 'unknown' }],
    ['203.0.113.1', { city: '', province: '', country: '', isp: 'unknown' }],
    ['example', undefined],
    ['', undefined],
  ])('knows the place of %j', (address, place) => {
    expect(faults).toEqual([])
    expect(database?.place(address)).toEqual(place)
  })
})

test('a file that is no database is named and left out', () => {
  const { database, faults } = GeoDatabase.open([folder])
  expect(faults.map(({ code, file }) => [code, file])).toEqual([
    ['CF103', join(folder, 'torn.mmdb')],
  ])
  expect(database?.place('192.0.2.1')?.city).toBe('Oslo')
})

test('a path that does not exist is named', () => {
  const { database, faults } = GeoDatabase.open(['/nowhere/City.mmdb'])
  expect(database).toBeUndefined()
  expect(faults[0]?.message).toContain('ENOENT')
})
