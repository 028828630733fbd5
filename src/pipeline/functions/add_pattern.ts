// add_pattern: a pattern for the groks that follow in its block. It acts while the script is compiled.
import { defineFunction } from '../define.js'
import { refusePattern } from './support/regexp.js'

export const addPattern = defineFunction({
  name: 'add_pattern',
  category: 'grok',
  summary: 'Gives a name to a grok pattern.',
  doc: `It is known from this place on, in its block and the blocks inside, whether the block runs or not. It may replace a
built-in pattern; built-in patterns that use that one keep the old one.`,
  style: 'positional',
  params: {
    name: { kind: 'string', reportedAt: 'call', doc: 'The name.' },
    pattern: { kind: 'string', doc: 'The pattern; it may use patterns that are already known.' },
  },
  failures: ['The pattern uses a name that is not known: compile error.'],

  prepare({ name, pattern }, site) {
    try {
      site.patterns.define(name, pattern)
    } catch (error) {
      return refusePattern(error, site)
    }
    return () => undefined
  },

  examples: [
    {
      title: 'A pattern of its own',
      input: 'order A-17',
      script: 'add_pattern("order_id", "[A-Z]-%{INT}")\ngrok(_, "order %{order_id:order}")',
      fields: { order: 'A-17' },
    },
    {
      title: 'An unknown pattern inside',
      input: '',
      script: 'add_pattern("order_id", "%{NOTHING}")',
      error: 'PL401',
    },
  ],
})
