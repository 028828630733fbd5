// load_json: the value of a JSON text. Every call gives a value of its own, which the script may change.
import { typeName } from '../../point/value.js'
import { defineFunction } from '../define.js'
import { JsonLayouts } from './support/json-layouts.js'
import { ownDocument } from './support/json-text.js'

export const loadJson = defineFunction({
  name: 'load_json',
  category: 'json',
  summary: 'Reads a JSON text as a value.',
  doc: `Numbers become floats. Beyond the standard, raw control characters in texts, leading zeros in numbers and \`null\`
as the name of a member, which counts as \`""\`, are accepted. At most 10,000 lists and objects stand in each other.`,
  style: 'positional',
  params: { text: { kind: 'any', doc: 'The JSON text.' } },
  failures: [
    'The text is no JSON: the result is nil.',
    'The argument is no text: the script fails.',
  ],

  prepare(_args, site) {
    const layouts = new JsonLayouts()
    return (point, _run, text) => {
      if (typeof text === 'string') return ownDocument(text, point, layouts) ?? null
      return site.fail(`load_json needs a text, not ${typeName(text ?? null) || 'nil'}`)
    }
  },

  examples: [
    {
      title: 'Members and elements',
      input: '{"items": [{"n": 1}, {"n": 2}]}',
      script: 'doc = load_json(message)\nadd_key(n, doc["items"][1]["n"])',
      fields: { n: 2 },
    },
    {
      title: 'A text that is no JSON',
      input: '{"items": ',
      script: 'add_key(broken, load_json(message) == nil)',
      fields: { broken: true },
    },
    { title: 'A number', input: '', script: 'load_json(5)', failure: 'load_json' },
  ],
})
