// use: runs another script of the folder on the same record.
import { defineFunction } from '../define.js'

export const use = defineFunction({
  name: 'use',
  category: 'flow',
  summary: 'Runs another script of the folder on the record, then goes on.',
  doc: 'The other script sees and changes the record, but has variables of its own.',
  style: 'positional',
  params: { script: { kind: 'string', doc: 'The file name, such as `"common.p"`.' } },
  failures: [
    'The script does not exist, or uses this one in a circle: compile error.',
    'The other script fails: this one fails too.',
  ],

  prepare({ script }, site) {
    const body = site.script(script)
    return (point, run) => body(point, run)
  },

  examples: [
    {
      title: 'A script that does not exist',
      input: '',
      script: 'use("nothing.p")',
      error: 'PL203',
    },
    { title: 'A name without quotes', input: '', script: 'use(nothing)', error: 'PL301' },
  ],
})
