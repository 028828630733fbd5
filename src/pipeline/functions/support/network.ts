// IP addresses and networks as numbers. Octets with leading zeros and addresses with a zone are none; a group of an IPv6
// address may have any number of them, and the length of a network is any text of an int.
import { isIPv4, isIPv6 } from 'node:net'

export interface Address {
  readonly bits: 32 | 128
  readonly number: bigint
}

export interface Network {
  readonly address: Address
  readonly length: number
}

const LENGTH = /^[+-]?\d+$/

export function parseAddress(text: string): Address | undefined {
  if (isIPv4(text)) return { bits: 32, number: octets(text) }
  if (text.includes('%')) return undefined
  const plain = text.split(':').map(withoutZeros).join(':')
  return isIPv6(plain) ? { bits: 128, number: groups(plain) } : undefined
}

/** A group without surplus zeros in front; octets are left as they are. */
function withoutZeros(group: string): string {
  return /^[0-9a-f]+$/i.test(group) ? group.replace(/^0+(?=.)/, '') : group
}

export function parseNetwork(text: string): Network | undefined {
  const slash = text.lastIndexOf('/')
  const address = slash < 0 ? undefined : parseAddress(text.slice(0, slash))
  const length = LENGTH.test(text.slice(slash + 1)) ? Number(text.slice(slash + 1)) : -1
  if (!address || length < 0 || length > address.bits) return undefined
  return { address, length }
}

/** Whether the leading bits are equal; bits behind the length do not matter. */
export function inNetwork(ip: Address, network: Network): boolean {
  const { address, length } = network
  if (ip.bits !== address.bits) return false
  return (ip.number ^ address.number) >> BigInt(ip.bits - length) === 0n
}

function octets(text: string): bigint {
  return text.split('.').reduce((number, octet) => (number << 8n) | BigInt(octet), 0n)
}

/** The eight groups; `::` stands for as many zeros as are missing. */
function groups(text: string): bigint {
  const [head = '', tail] = text.replace(/[\d.]+\.[\d.]+$/, twoGroups).split('::')
  const front = head ? head.split(':') : []
  const back = tail ? tail.split(':') : []
  const zeros = Array<string>(8 - front.length - back.length).fill('0')
  return [...front, ...zeros, ...back].reduce((n, group) => (n << 16n) | BigInt(`0x${group}`), 0n)
}

/** An IPv4 address at the end of an IPv6 one. */
function twoGroups(text: string): string {
  const number = octets(text)
  return `${(number >> 16n).toString(16)}:${(number & 0xffffn).toString(16)}`
}
