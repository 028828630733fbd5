// pt_name: reads and sets the name of the measurement.
import { defineFunction } from '../define.js'

export const ptName = defineFunction({
  name: 'pt_name',
  category: 'point',
  summary: 'Gives the name of the measurement, after setting it if there is an argument.',
  style: 'positional',
  params: { name: { kind: 'any', optional: true, guard: true, doc: 'The new name.' } },
  failures: ['The argument is no text, or fails: the name stays.'],

  prepare() {
    return (point, _run, name) => {
      if (typeof name === 'string') point.name = name
      return point.name
    }
  },

  examples: [
    { title: 'A new name', input: '', script: 'pt_name("nginx")', name: 'nginx' },
    {
      title: 'A number is no name',
      input: '',
      script: 'pt_name("nginx")\nadd_key(n, pt_name(5))',
      fields: { n: 'nginx' },
    },
  ],
})
