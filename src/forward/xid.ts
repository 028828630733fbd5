// Identifiers of requests in the form that a Dataway knows: 12 bytes as 20 characters of base32hex, sorted by time.
//
//   4 bytes seconds │ 3 bytes machine │ 2 bytes process │ 3 bytes counter

const ALPHABET = '0123456789abcdefghijklmnopqrstuv'
const LENGTH = 20

/** @param random from 0 to 1, for the machine and the start of the counter */
export function xids(
  now: () => number,
  random: () => number,
  processId: number = process.pid,
): () => string {
  const machine = Math.floor(random() * 0xff_ffff)
  let counter = Math.floor(random() * 0xff_ffff)
  return () => {
    const bytes = Buffer.alloc(12)
    bytes.writeUInt32BE(Math.floor(now() / 1000) % 2 ** 32, 0)
    bytes.writeUIntBE(machine, 4, 3)
    bytes.writeUInt16BE(processId & 0xffff, 7)
    bytes.writeUIntBE(counter, 9, 3)
    counter = (counter + 1) & 0xff_ffff
    return base32hex(bytes)
  }
}

/** Five bits a character from the left, the last one filled with zeros. */
function base32hex(bytes: Buffer): string {
  let bits = BigInt(`0x${bytes.toString('hex')}`) << 4n
  let text = ''
  for (let i = 0; i < LENGTH; i++) {
    text = ALPHABET[Number(bits & 31n)] + text
    bits >>= 5n
  }
  return text
}
