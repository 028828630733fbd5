// exit: the script ends here, normally. The compiler acts on `control`; there is nothing to do for a record.
import { defineFunction } from '../define.js'

export const exit = defineFunction({
  name: 'exit',
  category: 'flow',
  summary: 'Ends the script at this place, normally.',
  doc: 'What was written stays; status and time are finished as at the end of the script.',
  style: 'positional',
  params: { ignored: { kind: 'ignored', optional: true, doc: 'Ignored and not evaluated.' } },
  control: 'exit',

  prepare() {
    return () => undefined
  },

  examples: [
    {
      title: 'Nothing more to do',
      input: 'short',
      script:
        'if len(message) < 10 {\n  add_key(kind, "short")\n  exit()\n}\nadd_key(kind, "long")',
      fields: { kind: 'short' },
    },
    {
      title: 'Not reached, no effect',
      input: 'short',
      script: 'if false {\n  exit()\n}\nadd_key(done, true)',
      fields: { done: true },
    },
  ],
})
