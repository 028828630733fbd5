import { describe, expect, it } from 'vitest'
import { crc32c } from '../../src/buffer/crc32c.js'

/** A read command of iSCSI, the last of the examples of RFC 3720, appendix B.4. */
const COMMAND =
  '01c000000000000000000000000000001400000000000400000000140000001828000000000000000200000000000000'

const up = Uint8Array.from({ length: 32 }, (_, i) => i)

describe('the check sum CRC32C', () => {
  it.each<[string, Uint8Array, number]>([
    ['nothing', new Uint8Array(), 0],
    ['digits', Buffer.from('123456789'), 0xe3069283],
    ['32 zeros', new Uint8Array(32), 0x8a9136aa],
    ['32 ones', new Uint8Array(32).fill(0xff), 0x62a8ab43],
    ['32 bytes that rise', up, 0x46dd794e],
    ['32 bytes that fall', up.toReversed(), 0x113fdb5c],
    ['a command', Buffer.from(COMMAND, 'hex'), 0xd9963a56],
  ])('of %s is as the standard says', (_title, bytes, sum) => {
    expect(crc32c(bytes)).toBe(sum)
  })

  it('of parts is that of the whole', () => {
    const bytes = Buffer.from(COMMAND, 'hex')
    for (let cut = 0; cut <= bytes.length; cut++) {
      const head = crc32c(bytes.subarray(0, cut))
      expect(crc32c(bytes.subarray(cut), head)).toBe(0xd9963a56)
    }
  })
})
