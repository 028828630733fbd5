// value_type: the name of a value's kind.
import { typeName } from '../../point/value.js'
import { defineFunction } from '../define.js'

export const valueType = defineFunction({
  name: 'value_type',
  category: 'condition',
  summary: 'Gives the kind of a value: `bool`, `int`, `float`, `str`, `list` or `map`.',
  style: 'named',
  params: { val: { kind: 'any', guard: true, doc: 'The value.' } },
  failures: ['The value is nil, is none at all, or fails: the result is an empty text.'],

  prepare() {
    return (_point, _run, value) => typeName(value ?? null)
  },

  examples: [
    { title: 'An int', input: '', script: 'add_key(t, value_type(1))', fields: { t: 'int' } },
    {
      title: 'A name that does not exist',
      input: '',
      script: 'add_key(t, value_type(nothing))',
      fields: { t: '' },
    },
  ],
})
