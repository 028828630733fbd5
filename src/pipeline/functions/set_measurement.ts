// set_measurement: names the measurement of the record, which is the `source` of a log.
import { defineFunction } from '../define.js'

export const setMeasurement = defineFunction({
  name: 'set_measurement',
  category: 'point',
  summary: 'Sets the name of the measurement, which is the `source` of a log.',
  style: 'positional',
  params: {
    name: {
      kind: 'node',
      accept: ['ident', 'attr', 'string'],
      doc: 'The name as text, or the key that holds it. An attribute such as `a.b` never gives a name.',
    },
    delete: { kind: 'bool', optional: true, default: false, doc: 'Whether the key is removed.' },
  },
  failures: ['The key does not exist or holds no text: the name stays.'],

  prepare({ name, delete: remove }) {
    const text = name.constant
    if (typeof text === 'string') {
      return (point) => {
        point.name = text
      }
    }
    const named = name.kind === 'ident'
    const removed = remove ? name.name : undefined
    return (point, _run, value) => {
      if (named && typeof value === 'string') point.name = value
      if (removed !== undefined) point.delete(removed)
    }
  },

  examples: [
    { title: 'A fixed name', input: '', script: 'set_measurement("nginx")', name: 'nginx' },
    {
      title: 'From a field that is then removed',
      input: '',
      script: 'add_key(service, "cart")\nset_measurement(service, true)',
      name: 'cart',
      fields: { service: undefined },
    },
    {
      title: 'A key that does not exist',
      input: 'x',
      script: 'set_measurement(service)',
      fields: { message: 'x' },
    },
  ],
})
