// A listening address as it stands in configurations: `host:port`, `[v6]:port`, or `:port` for all interfaces.

export interface Address {
  readonly host: string
  readonly port: number
}

const ADDRESS = /^(?:\[([0-9a-fA-F:.]+(?:%[\w.-]+)?)\]|([^\s:[\]/]*)):(\d{1,5})$/
const ALL_INTERFACES = '0.0.0.0'
const LARGEST_PORT = 65_535

/** Nothing if the text is no address. Port 0 lets the system choose. */
export function parseAddress(text: string): Address | undefined {
  const match = ADDRESS.exec(text)
  if (match === null) return undefined
  const port = Number(match[3])
  if (port > LARGEST_PORT) return undefined
  return { host: match[1] ?? (match[2] || ALL_INTERFACES), port }
}

/** The text that `parseAddress` takes apart. */
export function formatAddress({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
