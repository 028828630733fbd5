// gjson: takes a value out of a JSON text by a path of gjson. The text is not validated; what can be found is found.
import { keyText } from '../../point/scalar.js'
import { type CallSite, defineFunction } from '../define.js'
import { gjsonValue } from './support/gjson/get.js'
import { Path } from './support/gjson/path.js'
import { keyOf } from './support/keys.js'

export const gjson = defineFunction({
  name: 'gjson',
  category: 'json',
  summary: 'Takes a value out of a JSON text by a GJSON path.',
  doc: `A path is \`a.b.0\`; \`*\` and \`?\` stand for any characters and one, \`\\\` takes the next one as it is. \`#\` counts a
list, \`#.x\` takes a member of each element, \`#(x>1)\` finds the first element that fits and \`#(x>1)#\` all of them.
Modifiers such as \`@keys\`, \`@reverse\`, \`@flatten\` and lists of paths such as \`[a,b]\` and \`{a,"n":b}\` work as well.
Numbers become floats, lists and maps stay JSON text.`,
  style: 'named',
  params: {
    input: { kind: 'key', doc: 'The key that holds the JSON text.' },
    json_path: {
      kind: 'node',
      accept: ['ident', 'string'],
      doc: 'The path, or a name that holds it.',
    },
    key_name: {
      kind: 'node',
      accept: ['ident', 'string'],
      optional: true,
      doc: 'The key to write, or a name that holds it; without it, the text of the path.',
    },
  },
  failures: [
    'There is no such key: nothing changes.',
    'There is nothing at the path, or null: nothing changes.',
    'The path or the key is a name that holds no text: the script fails.',
  ],

  prepare({ key_name }, site) {
    let path = new Path('')
    return (point, _run, input, pathValue, keyValue) => {
      const source = textArgument(pathValue, 'path', site)
      const key = key_name ? textArgument(keyValue, 'key', site) : source
      const text = keyText(input)
      if (text === undefined) return
      if (path.source !== source) path = new Path(source)
      const value = gjsonValue(text, path)
      if (value !== undefined) point.set(keyOf(key), value)
    }
  },

  examples: [
    {
      title: 'An element of a list, and all members of one name',
      input: '{"users": [{"n": "Ann", "age": 30}, {"n": "Bob", "age": 41}]}',
      script: 'gjson(_, "users.1.n", "second")\ngjson(_, "users.#(age>18)#.n", "grown_up")',
      fields: { second: 'Bob', grown_up: '["Ann","Bob"]' },
    },
    {
      title: 'Nothing at the path',
      input: '{"level": "warn"}',
      script: 'gjson(_, "host")',
      fields: { host: undefined },
    },
    {
      title: 'A name that holds no path',
      input: '{"a": 1}',
      script: 'gjson(_, nothing, "a")',
      failure: 'gjson',
    },
  ],
})

function textArgument(value: unknown, what: string, site: CallSite): string {
  return typeof value === 'string' ? value : site.fail(`gjson needs a text as ${what}`)
}
