// duration_precision: a duration in another unit. Nothing is checked before a record comes.
import { typeName, type Value } from '../../point/value.js'
import { type Arg, defineFunction, type NodeKind } from '../define.js'
import { keyOf } from './support/keys.js'

/** Units from the finest; each is 1000 of the one before. */
const UNITS: readonly string[] = ['ns', 'us', 'ms', 's']
const UNKNOWN = Number.NaN
const EVERY_NODE: readonly NodeKind[] = [
  'ident',
  'attr',
  'string',
  'int',
  'float',
  'bool',
  'nil',
  'list',
  'map',
  'paren',
  'index',
  'slice',
  'call',
  'unary',
  'arithmetic',
  'condition',
  'assign',
]
const KEYS: readonly NodeKind[] = ['ident', 'attr', 'string']

export const durationPrecision = defineFunction({
  name: 'duration_precision',
  category: 'time',
  summary: 'Converts a duration, an int, from one unit to another.',
  doc: 'The arguments are the key, the unit it has and the unit it gets: `s`, `ms`, `us` or `ns`, in any case.',
  style: 'positional',
  params: {
    arguments: {
      kind: 'node',
      accept: EVERY_NODE,
      pass: 'named',
      evaluates: KEYS,
      optional: true,
      rest: true,
      doc: 'See above.',
    },
  },
  failures: [
    'The key does not exist or holds no int, or an argument is wrong: the script fails.',
    'A unit is unknown: nothing changes.',
  ],

  prepare({ arguments: args }, site) {
    const [key, from, to] = args
    if (!key || !from || !to || args.length > 3 || !KEYS.includes(key.kind))
      return () => site.fail('duration_precision needs a key and two units')
    const steps = stepsBetween(from, to)
    const name = keyOf(key.name)
    return (point, _run, value) => {
      if (typeof value !== 'bigint') return site.fail(notAnInt(name, value))
      if (steps === undefined) return site.fail('the units must be texts')
      if (!Number.isNaN(steps)) point.set(name, converted(value, steps))
    }
  },

  examples: [
    {
      title: 'Milliseconds to nanoseconds',
      input: '',
      script: 'add_key(cost, 15)\nduration_precision(cost, "ms", "ns")',
      fields: { cost: 15_000_000n },
    },
    {
      title: 'A text is no duration',
      input: '15',
      script: 'duration_precision(message, "ms", "ns")',
      failure: 'str',
    },
  ],
})

/** How many steps of 1000 finer the second unit is; undefined if an argument is no text, save behind an unknown unit. */
function stepsBetween(from: Arg, to: Arg): number | undefined {
  const coarse = unitOf(from)
  const fine = Number.isNaN(coarse) ? coarse : unitOf(to)
  return coarse === undefined || fine === undefined ? undefined : coarse - fine
}

function unitOf({ constant }: Arg): number | undefined {
  if (typeof constant !== 'string') return undefined
  const unit = UNITS.indexOf(constant.toLowerCase())
  return unit < 0 ? UNKNOWN : unit
}

function converted(duration: bigint, steps: number): bigint {
  const factor = 1000n ** BigInt(Math.abs(steps))
  return steps < 0 ? duration / factor : BigInt.asIntN(64, duration * factor)
}

function notAnInt(key: string, value: Value | undefined): string {
  return value === undefined
    ? `there is no ${key}`
    : `${key} is ${typeName(value) || 'nil'}, not int`
}
