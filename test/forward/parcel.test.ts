import { describe, expect, it } from 'vitest'
import type { Delivery } from '../../src/buffer/buffer.js'
import { Parcel } from '../../src/forward/parcel.js'
import { xids } from '../../src/forward/xid.js'

function parcelOf(chunks: readonly (readonly string[])[]) {
  let compressions = 0
  let ids = 0
  const delivery: Delivery = {
    chunks: chunks.map((records) => ({
      bytes: Buffer.from(records.join('')),
      count: records.length,
      category: 'logging',
      storageIndex: '',
      encoding: 'v1',
    })),
    bytes: chunks.flat().join('').length,
    count: chunks.flat().length,
    category: 'logging',
    storageIndex: '',
    encoding: 'v1',
    since: 0,
  }
  const parcel = Parcel.of(delivery, {
    nextId: () => String(ids++),
    compress: async (bytes) => {
      compressions++
      return { bytes, encoding: undefined }
    },
  })
  return { parcel, compressions: () => compressions }
}

async function texts(parcels: readonly Parcel[] | undefined): Promise<string[]> {
  return Promise.all((parcels ?? []).map(async (parcel) => String((await parcel.body()).bytes)))
}

describe('a parcel', () => {
  it('joins its chunks', async () => {
    const { parcel } = parcelOf([['m a=1 1\n', 'm a=2 2\n'], ['m a=3 3\n']])
    expect([parcel.count, parcel.bytes]).toEqual([3, 24])
    expect(await texts([parcel])).toEqual(['m a=1 1\nm a=2 2\nm a=3 3\n'])
  })

  it('is compressed once', async () => {
    const { parcel, compressions } = parcelOf([['m a=1 1\n']])
    await Promise.all([parcel.body(), parcel.body()])
    expect(compressions()).toBe(1)
  })

  it('is cut between chunks first and then between records', async () => {
    const { parcel } = parcelOf([['m a=1 1\n', 'm a="\n" 2\n'], ['m a=3 3\n']])
    const halves = parcel.halves()
    expect(await texts(halves)).toEqual(['m a=1 1\nm a="\n" 2\n', 'm a=3 3\n'])
    const quarters = halves![0].halves()
    expect(await texts(quarters)).toEqual(['m a=1 1\n', 'm a="\n" 2\n'])
    expect(quarters![0].halves()).toBeUndefined()
    expect(new Set([parcel, ...halves!, ...quarters!].map(({ id }) => id)).size).toBe(5)
  })
})

describe('an identifier of a request', () => {
  it('is twelve bytes in base32hex', () => {
    const next = xids(
      () => 0x4d88e15b * 1000,
      () => 0x60f486 / 0xff_ffff,
      0xe428,
    )
    const expected = '9m4e2mr0ui3e8'
    expect(next()).toMatch(new RegExp(`^${expected}[0-9a-v]{7}$`))
  })

  it('is another one each time', () => {
    const next = xids(Date.now, Math.random)
    expect(new Set(Array.from({ length: 1000 }, next)).size).toBe(1000)
  })
})
