// drop: marks the record; the script goes on.
import { defineFunction } from '../define.js'

export const drop = defineFunction({
  name: 'drop',
  category: 'flow',
  summary: 'Discards the record. The script goes on to its end.',
  style: 'positional',
  params: { ignored: { kind: 'ignored', optional: true, doc: 'Ignored and not evaluated.' } },
  failures: ['The script fails later on: the record is kept.'],

  prepare() {
    return (point) => {
      point.dropped = true
    }
  },

  examples: [
    {
      title: 'Probes are not worth keeping',
      input: 'GET /healthz 200',
      script: 'if "/healthz" in message {\n  drop()\n}',
      dropped: true,
    },
    {
      title: 'The script fails after it',
      input: 'GET / 200',
      script: 'drop()\nzero = 0\nadd_key(x, 1 / zero)',
      dropped: false,
      failure: 'zero',
    },
  ],
})
