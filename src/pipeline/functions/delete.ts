// delete: removes a member of a map, visible through every variable that shares it.
import { isMap } from '../../point/value.js'
import { defineFunction } from '../define.js'

export const deleteMember = defineFunction({
  name: 'delete',
  category: 'list',
  summary: 'Removes a member of a map.',
  doc: 'Every variable that shares the map sees it.',
  style: 'named',
  params: {
    src: {
      kind: 'node',
      accept: ['ident', 'index'],
      guard: true,
      doc: 'The variable that holds the map, or an index into it.',
    },
    key: { kind: 'string', doc: 'The member to remove.' },
  },
  failures: ['There is no map, or it has no such member: nothing changes.'],

  prepare({ key }) {
    return (_point, _run, map) => {
      if (isMap(map)) delete map[key]
    }
  },

  examples: [
    {
      title: 'A member less',
      input: '{"a": {"b": 1, "c": 2}}',
      script: 'm = load_json(message)\ndelete(m["a"], "b")\nadd_key(m)',
      fields: { m: '{"a":{"c":2}}' },
    },
    {
      title: 'A text is no map',
      input: '{"a": 1}',
      script: 'delete(message, "a")',
      fields: { message: '{"a": 1}' },
    },
  ],
})
