// sample: true for a share of all records, chosen at random.
import type { Value } from '../../point/value.js'
import { defineFunction } from '../define.js'

export const sample = defineFunction({
  name: 'sample',
  category: 'condition',
  summary: 'Is true with a probability.',
  doc: 'With `if !sample(0.1) { drop() }` one record in ten is kept.',
  style: 'positional',
  params: {
    probability: {
      kind: 'node',
      accept: ['int', 'float', 'arithmetic'],
      doc: 'A number from 0, never, to 1, always; or an arithmetic expression that gives a float.',
    },
  },
  failures: [
    'The number is below 0 or above 1: there is no result.',
    'The expression gives no float: the script fails.',
  ],

  prepare({ probability }, site) {
    const literal = probability.kind === 'arithmetic' ? undefined : Number(probability.constant)
    const floatOf = (value: Value | undefined) =>
      typeof value === 'number' ? value : site.fail('the probability must be float')
    return (_point, _run, value) => {
      const share = literal ?? floatOf(value)
      if (share < 0 || share > 1) return
      return site.services.random() < share
    }
  },

  examples: [
    {
      title: 'One record in ten, and this is one',
      input: '',
      script: 'add_key(kept, sample(0.1))',
      services: { random: () => 0.05 },
      fields: { kept: true },
    },
    {
      title: 'One record in ten, and this is another',
      input: '',
      script: 'add_key(kept, sample(0.1))',
      services: { random: () => 0.1 },
      fields: { kept: false },
    },
    {
      title: 'No probability',
      input: '',
      script: 'add_key(kept, sample(1.5))',
      fields: { kept: null },
    },
  ],
})
