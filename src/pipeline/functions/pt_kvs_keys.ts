// pt_kvs_keys: the names of the record's tags and fields at this moment.
import { defineFunction } from '../define.js'

export const ptKvsKeys = defineFunction({
  name: 'pt_kvs_keys',
  category: 'point',
  summary: 'Gives a list of the names of the tags and fields of the record, tags first.',
  doc: 'The list is a copy: the record may be changed while a loop walks over it.',
  style: 'typed',
  params: {
    tags: {
      kind: 'typed',
      types: ['bool'],
      optional: true,
      default: true,
      doc: 'Whether tags are listed.',
    },
    fields: {
      kind: 'typed',
      types: ['bool'],
      optional: true,
      default: true,
      doc: 'Whether fields are listed.',
    },
  },
  failures: ['Neither is wanted: the list is empty.'],

  prepare() {
    return (point, _run, tags, fields) => {
      const keys: string[] = tags === false ? [] : [...point.tags.keys()]
      if (fields !== false) for (const [key] of point.fields()) keys.push(key)
      return keys
    }
  },

  examples: [
    {
      title: 'The fields',
      input: 'x',
      script: 'add_key(keys, pt_kvs_keys(false))',
      fields: { keys: '["message","status"]' },
    },
    {
      title: 'Nothing is wanted',
      input: 'x',
      script: 'add_key(n, len(pt_kvs_keys(false, false)))',
      fields: { n: 0n },
    },
  ],
})
