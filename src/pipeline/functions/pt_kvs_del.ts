// pt_kvs_del: removes a key of the record by a computed name.
import { defineFunction } from '../define.js'
import { keyOf } from './support/keys.js'

export const ptKvsDel = defineFunction({
  name: 'pt_kvs_del',
  category: 'point',
  summary: 'Removes a tag or field whose name is computed.',
  style: 'typed',
  params: { name: { kind: 'typed', types: ['str'], doc: 'The name; `_` is `message`.' } },
  failures: ['There is no such tag or field: nothing changes.'],

  prepare() {
    return (point, _run, name) => point.delete(keyOf(name as string))
  },

  examples: [
    {
      title: 'A computed name',
      input: '',
      script: 'add_key(tmp_1, 1)\npt_kvs_del("tmp_" + "1")',
      fields: { tmp_1: undefined },
    },
    {
      title: 'A key that does not exist',
      input: 'x',
      script: 'pt_kvs_del("nothing")',
      fields: { message: 'x' },
    },
  ],
})
