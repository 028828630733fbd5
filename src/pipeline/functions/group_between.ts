// group_between: names a range of numbers.
import type { Value } from '../../point/value.js'
import { type Arg, type CallSite, defineFunction } from '../define.js'
import { scalarLiteral } from './support/literal.js'
import { numberOf } from './support/number-of.js'

export const groupBetween = defineFunction({
  name: 'group_between',
  category: 'condition',
  summary: 'Writes a value if a number lies in a range, both ends included.',
  doc: 'Texts that are numbers count as numbers, other texts as 0, `true` and `false` as 1 and 0.',
  style: 'positional',
  params: {
    key: { kind: 'key', doc: 'The key that holds the number.' },
    range: {
      kind: 'any',
      pass: 'none',
      doc: 'Least and greatest number, such as `[200, 299]`.',
    },
    value: { kind: 'any', pass: 'none', doc: 'What is written: a text, number or bool literal.' },
    new_key: {
      kind: 'key',
      pass: 'none',
      optional: true,
      doc: 'The key to write; without it, `key`.',
    },
  },
  failures: [
    'There is no such key, or the number lies outside: nothing changes.',
    'The number lies inside and the value is no literal: the script fails.',
  ],

  prepare({ key, range, value, new_key }, site) {
    const [least, greatest] = bounds(range, site)
    const written = scalarLiteral(value)
    const target = new_key ?? key
    return (point, _run, current) => {
      if (!lies(current, least, greatest)) return
      if (written === undefined) return site.fail('the value of group_between must be a literal')
      point.set(target, written)
    }
  },

  examples: [
    {
      title: 'Status codes',
      input: '503',
      script: 'add_key(code, 503)\ngroup_between(code, [500, 599], "error", status)',
      fields: { code: 503n, status: 'error' },
    },
    {
      title: 'Outside of the range',
      input: '',
      script: 'add_key(code, 200)\ngroup_between(code, [500, 599], "error", status)',
      fields: { status: 'info' },
    },
    {
      title: 'A range that is the wrong way round',
      input: '',
      script: 'group_between(code, [599, 500], "error")',
      error: 'PL302',
    },
  ],
})

function bounds(range: Arg, site: CallSite): readonly [number, number] {
  const [least, greatest] = range.items
  if (range.items.length !== 2 || !least || !greatest)
    return site.refuse('range', 'PL301', 'the range must be a list of two numbers')
  const [from, to] = [number(least, site), number(greatest, site)]
  if (from > to) site.refuse('call', 'PL302', `the range begins at ${from} and ends at ${to}`)
  return [from, to]
}

function number({ constant, position }: Arg, site: CallSite): number {
  if (typeof constant === 'bigint' || typeof constant === 'number') return Number(constant)
  return site.refuse(position, 'PL301', 'both ends of the range must be number literals')
}

function lies(value: Value | undefined, least: number, greatest: number): boolean {
  if (value === undefined) return false
  const found = numberOf(value)
  return least <= found && found <= greatest
}
