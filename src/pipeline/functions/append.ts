// append: a new list with one more element; the old one stays as it is.
import { isList, type Value, VOID } from '../../point/value.js'
import { defineFunction } from '../define.js'

export const append = defineFunction({
  name: 'append',
  category: 'list',
  summary: 'Gives a new list with one more element at the end.',
  doc: 'The variable changes only when the result is assigned to it.',
  style: 'positional',
  params: {
    list: { kind: 'ident', doc: 'The variable that holds the list.' },
    value: {
      kind: 'any',
      after: { param: 'list', holds: (list) => list !== undefined && isList(list) },
      doc: 'The new element; not evaluated where there is no list.',
    },
  },
  failures: ['The name holds no list: there is no result.'],

  prepare() {
    return (_point, _run, list, value) => {
      if (isList(list)) return [...list, value === VOID ? null : (value as Value)]
    }
  },

  examples: [
    {
      title: 'A longer list',
      input: '',
      script: 'l = [1]\nl = append(l, "two")\nadd_key(l)',
      fields: { l: '[1,"two"]' },
    },
    {
      title: 'A name that holds no list',
      input: '',
      script: 'x = append(message, 1)\nadd_key(x)',
      fields: { x: null },
    },
  ],
})
