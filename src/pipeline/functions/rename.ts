// rename: gives a tag or field another name.
import { defineFunction } from '../define.js'

export const rename = defineFunction({
  name: 'rename',
  category: 'point',
  summary: 'Gives a tag or field another name.',
  doc: 'A tag stays a tag, a field stays a field. What had the new name before is replaced.',
  style: 'positional',
  params: {
    new_key: { kind: 'key', pass: 'none', doc: 'The new name.' },
    old_key: { kind: 'name', pass: 'none', doc: 'The name so far, without quotes.' },
  },
  failures: ['There is no key of the old name, or both names are the same: nothing changes.'],

  prepare({ new_key, old_key }) {
    return (point) => point.rename(old_key, new_key)
  },

  examples: [
    {
      title: 'A better name',
      input: 'GET /',
      script: 'rename(request, message)',
      fields: { request: 'GET /', message: undefined },
    },
    {
      title: 'A key that does not exist',
      input: 'GET /',
      script: 'rename(request, nothing)',
      fields: { request: undefined, message: 'GET /' },
    },
    {
      title: 'The old name in quotes',
      input: '',
      script: 'rename(request, "message")',
      error: 'PL301',
    },
  ],
})
