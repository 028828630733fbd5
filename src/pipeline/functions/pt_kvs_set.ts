// pt_kvs_set: writes a key of the record by a computed name. Here `_` is a name like any other.
import { fieldText, storable } from '../../point/point.js'
import type { Value } from '../../point/value.js'
import { defineFunction } from '../define.js'

export const ptKvsSet = defineFunction({
  name: 'pt_kvs_set',
  category: 'point',
  summary: 'Writes a tag or field whose name is computed; gives true.',
  style: 'typed',
  params: {
    name: { kind: 'typed', types: ['str'], doc: 'The name.' },
    value: { kind: 'typed', types: ['any'], doc: 'The value.' },
    as_tag: {
      kind: 'typed',
      types: ['bool'],
      optional: true,
      default: false,
      doc: 'Whether the key becomes a tag; a field of that name is gone then.',
    },
  },
  failures: ['A tag of that name stays a tag and gets the value as text.'],

  prepare() {
    return (point, _run, name, value, asTag) => {
      if (asTag) point.setTag(name as string, fieldText(storable(value as Value)))
      else point.store(name as string, value as Value)
      return true
    }
  },

  examples: [
    {
      title: 'A field and a tag',
      input: '',
      script: 'pt_kvs_set("a" + "b", 1)\npt_kvs_set("host", "n1", true)',
      fields: { ab: 1n },
      tags: { host: 'n1' },
    },
    { title: 'A number as name', input: '', script: 'pt_kvs_set(1, 2)', error: 'PL301' },
  ],
})
