// Lines of a service that logs JSON, varied but the same at every run.
import { random } from './corpus.js'

const LEVELS = ['info', 'warn', 'error', 'debug']
const METHODS = ['GET', 'PUT', 'POST', 'PATCH']
const SERVICES = ['checkout', 'payment', 'shipping', 'basket']

/** Objects of eleven members, about 290 bytes each. */
export function jsonLines(count: number): string[] {
  const next = random(11)
  const whole = (below: number) => Math.floor(next() * below)
  const pick = (list: readonly string[]) => list[whole(list.length)]!
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => whole(16).toString(16)).join('')
  return Array.from({ length: count }, (_, i) =>
    JSON.stringify({
      ts: new Date(1659579674000 + i * 37).toISOString(),
      level: pick(LEVELS),
      service: pick(SERVICES),
      trace_id: hex(32),
      span_id: hex(16),
      method: pick(METHODS),
      path: `/api/v2/orders/${100_000 + whole(900_000)}/items`,
      code: 200 + whole(300),
      took: whole(100_000) / 1000,
      user: `u-${100_000 + whole(900_000)}`,
      msg: `order of ${10 + whole(90)} items accepted by the payment service`,
    }),
  )
}

/** The same lines with their members in one of so many orders, as a service has it whose statements log different things. */
export function manyOrders(lines: readonly string[], count: number): string[] {
  const next = random(5)
  const orders = Array.from({ length: count }, () =>
    shuffled(Object.keys(JSON.parse(lines[0]!)), next),
  )
  return lines.map((line) => JSON.stringify(JSON.parse(line), orders[Math.floor(next() * count)]))
}

function shuffled(keys: readonly string[], next: () => number): string[] {
  const rest = [...keys]
  return keys.map(() => rest.splice(Math.floor(next() * rest.length), 1)[0]!)
}
