// pt_kvs_get: reads a key of the record by a computed name.
import type { Value } from '../../point/value.js'
import { defineFunction } from '../define.js'
import { keyOf } from './support/keys.js'

export const ptKvsGet = defineFunction({
  name: 'pt_kvs_get',
  category: 'point',
  summary: 'Gives the value of a tag or field whose name is computed.',
  style: 'typed',
  params: { name: { kind: 'typed', types: ['str'], doc: 'The name; `_` is `message`.' } },
  failures: ['There is no such tag or field: the result is nil.'],

  prepare() {
    return (point, _run, name) => (point.get(keyOf(name as string)) ?? null) as Value
  },

  examples: [
    {
      title: 'A computed name',
      input: '',
      script: 'add_key(code_1, 200)\nadd_key(v, pt_kvs_get("code_" + "1"))',
      fields: { v: 200n },
    },
    {
      title: 'A key that does not exist',
      input: '',
      script: 'add_key(v, pt_kvs_get("nothing"))',
      fields: { v: null },
    },
  ],
})
