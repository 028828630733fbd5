// setopt: options for the record at hand.
import { defineFunction } from '../define.js'

export const setopt = defineFunction({
  name: 'setopt',
  category: 'flow',
  summary: 'Sets an option for the record.',
  doc: `\`status_mapping=false\` leaves \`status\` as the script made it. The last call counts, wherever it stands in the
script.`,
  style: 'options',
  params: {
    status_mapping: {
      kind: 'any',
      optional: true,
      doc: 'A bool: whether `status` becomes one of the known words. Only by name.',
    },
  },
  failures: ['The value is no bool: nothing changes.'],

  prepare() {
    return (_point, run, value) => {
      if (typeof value === 'boolean') run.statusMapping = value
    }
  },

  examples: [
    {
      title: 'A status of its own',
      input: '',
      script: 'setopt(status_mapping=false)\nadd_key(status, "E")',
      fields: { status: 'E' },
    },
    { title: 'Not by name', input: '', script: 'setopt(false)', error: 'PL301' },
  ],
})
