// cidr: whether an address lies in a network. IPv4 and IPv6 never mix.
import type { Value } from '../../point/value.js'
import { type Arg, defineFunction, type NodeKind } from '../define.js'
import { inNetwork, type Network, parseAddress, parseNetwork } from './support/network.js'

const EVALUATED: readonly NodeKind[] = ['string', 'ident', 'attr']
const ADDRESS = { kind: 'node', accept: [...EVALUATED, 'call'], evaluates: EVALUATED } as const

export const cidr = defineFunction({
  name: 'cidr',
  category: 'condition',
  summary: 'Tells whether an IP address lies in a network.',
  doc: 'Both arguments are texts or keys that hold one; a call is not evaluated and never fits.',
  style: 'positional',
  params: {
    ip: { ...ADDRESS, doc: 'The address.' },
    prefix: { ...ADDRESS, doc: 'The network, such as `"10.0.0.0/8"`.' },
  },
  failures: ['An argument is missing, is no text or cannot be read: the result is false.'],

  prepare({ ip, prefix }) {
    const address = reader(ip)
    const network = networkReader(prefix)
    return (_point, _run, ipValue, prefixValue) => {
      const text = address(ipValue)
      const net = text === undefined ? undefined : network(prefixValue)
      const parsed = text === undefined ? undefined : parseAddress(text)
      return parsed !== undefined && net !== undefined && inNetwork(parsed, net)
    }
  },

  examples: [
    {
      title: 'A private address',
      input: '10.1.2.3',
      script: 'add_key(private, cidr(message, "10.0.0.0/8"))',
      fields: { private: true },
    },
    {
      title: 'Not an address',
      input: '10.1.2',
      script: 'add_key(private, cidr(message, "10.0.0.0/8"))',
      fields: { private: false },
    },
  ],
})

/** The text of an argument for one record. */
function reader(arg: Arg): (value: Value | undefined) => string | undefined {
  if (arg.kind === 'call') return () => undefined
  const constant = arg.constant
  if (typeof constant === 'string') return () => constant
  return (value) => (typeof value === 'string' ? value : undefined)
}

/** A network written in the script is read once. */
function networkReader(arg: Arg): (value: Value | undefined) => Network | undefined {
  if (typeof arg.constant === 'string') {
    const network = parseNetwork(arg.constant)
    return () => network
  }
  const read = reader(arg)
  return (value) => {
    const text = read(value)
    return text === undefined ? undefined : parseNetwork(text)
  }
}
