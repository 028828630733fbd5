// Writes small MaxMind databases (IPv4, records of 24 bits) for tests. Format: https://maxmind.github.io/MaxMind-DB/
type Data = string | number | readonly Data[] | { readonly [key: string]: Data }

type Node = [Node | Data | undefined, Node | Data | undefined]

/** The bytes of a database; networks do not overlap. */
export function mmdb(networks: Readonly<Record<string, Data>>): Buffer {
  const nodes: Node[] = [[undefined, undefined]]
  for (const [network, data] of Object.entries(networks)) insert(nodes, network, data)
  const pieces: Buffer[] = []
  let length = 0
  const tree = Buffer.alloc(nodes.length * 6)
  nodes.forEach((node, i) => {
    node.forEach((target, side) => {
      let value = nodes.length
      if (nodes.includes(target as Node)) value = nodes.indexOf(target as Node)
      else if (target !== undefined) {
        value = nodes.length + 16 + length
        const piece = encode(target as Data)
        pieces.push(piece)
        length += piece.length
      }
      tree.writeUIntBE(value, i * 6 + side * 3, 3)
    })
  })
  const metadata = encode({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1,
    database_type: 'Test',
    description: { en: 'Test' },
    ip_version: 4,
    languages: ['en'],
    node_count: nodes.length,
    record_size: 24,
  })
  const marker = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1')
  return Buffer.concat([tree, Buffer.alloc(16), ...pieces, marker, metadata])
}

function insert(nodes: Node[], network: string, data: Data): void {
  const [address = '', length] = network.split('/')
  const bits = address
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('')
  let node = nodes[0]!
  for (let i = 0; i < Number(length); i++) {
    const side = Number(bits[i]) as 0 | 1
    if (i === Number(length) - 1) node[side] = data
    else {
      const next: Node = nodes.find((one) => one === node[side]) ?? [undefined, undefined]
      if (!nodes.includes(next)) nodes.push(next)
      node[side] = next
      node = next
    }
  }
}

const TEXT = 2
const UINT32 = 6
const MAP = 7
const LIST = 11

function encode(data: Data): Buffer {
  if (typeof data === 'string')
    return Buffer.concat([head(TEXT, Buffer.byteLength(data)), Buffer.from(data)])
  if (typeof data === 'number') {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(data)
    return Buffer.concat([head(UINT32, 4), bytes])
  }
  if (Array.isArray(data)) return Buffer.concat([head(LIST, data.length), ...data.map(encode)])
  const entries = Object.entries(data)
  return Buffer.concat([
    head(MAP, entries.length),
    ...entries.flatMap(([key, value]) => [encode(key), encode(value)]),
  ])
}

function head(type: number, size: number): Buffer {
  const [first, ...more] = size < 29 ? [size] : [29, size - 29]
  return type < 8 ? Buffer.of((type << 5) | first!, ...more) : Buffer.of(first!, type - 7, ...more)
}
