// Where a person on this machine opens the console.
import { formatAddress, parseAddress } from '../util/address.js'

/** @param api `host:port` that the HTTP API listens on; one that stands for all addresses is loopback from here */
export function consoleUrl(api: string): string {
  const address = parseAddress(api)
  if (!address) return `http://${api}/console/`
  const host = { '0.0.0.0': '127.0.0.1', '::': '::1' }[address.host] ?? address.host
  return `http://${formatAddress({ ...address, host })}/console/`
}
