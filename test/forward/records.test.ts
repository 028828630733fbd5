import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseLineProtocol } from '../../src/encode/line-protocol-parse.js'
import { recordEnds } from '../../src/forward/records.js'

function pieces(bytes: Uint8Array, encoding: 'v1' | 'v2'): Buffer[] {
  let start = 0
  return recordEnds(bytes, encoding).map((end) => {
    const piece = Buffer.from(bytes.subarray(start, end))
    start = end
    return piece
  })
}

describe('records of line protocol end', () => {
  it.each([
    ['at a newline', ['m a=1 1\n', 'm a=2 2\n']],
    ['behind newlines inside texts', ['m a="x\n\ny" 1\n', 'm b="\n" 2\n']],
    ['behind escaped quotes', ['m a="x\\"\n\\\\" 1\n', 'm a="\\\\\\"\n" 2\n']],
    ['behind newlines in arrays of texts', ['m a=["x\n","]\n"] 1\n', 'm a=1 2\n']],
    ['not at quotes of measurement, tags and keys', ['m",t"=" a\\"=1 1\n', 'm\\ ",t=\\" a=1 2\n']],
    ['at the end of the body', ['m a=1 1\n', 'm a=2 2']],
  ])('%s', (_title, records) => {
    expect(pieces(Buffer.from(records.join('')), 'v1').map(String)).toEqual(records)
  })

  it('where the parser finds them', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '"', '\\', '\n', ' ', ',', '='),
      maxLength: 9,
    })
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (texts) => {
        const body = texts.map((t) => `m,t=" a="${t.replace(/["\\]/g, '\\$&')}" 1\n`).join('')
        const found = pieces(Buffer.from(body), 'v1').flatMap((piece) =>
          parseLineProtocol(String(piece)),
        )
        expect(found.map(({ fields }) => fields.a)).toEqual(texts)
      }),
    )
  })

  it('somewhere, whatever the bytes are', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1 }),
        fc.constantFrom('v1', 'v2'),
        (bytes, encoding) => {
          expect(Buffer.concat(pieces(bytes, encoding))).toEqual(Buffer.from(bytes))
        },
      ),
    )
  })
})

it('records of protobuf end where their length says', () => {
  const long = Buffer.concat([Buffer.from([0x0a, 0xac, 0x02]), Buffer.alloc(300, 0x0a)])
  const records = [Buffer.from([0x0a, 2, 1, 2]), long, Buffer.from([0x0a, 0])]
  expect(pieces(Buffer.concat(records), 'v2')).toEqual(records)
})
