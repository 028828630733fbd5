// strlen: characters of a text, where len counts bytes.
import { typeName } from '../../point/value.js'
import { runeCount } from '../../util/runes.js'
import { defineFunction } from '../define.js'

export const strlen = defineFunction({
  name: 'strlen',
  category: 'text',
  summary: 'Gives the number of characters (code points) of a text.',
  style: 'positional',
  params: { text: { kind: 'any', doc: 'The text.' } },
  failures: ['The argument is no text: the script fails.'],

  prepare(_args, site) {
    return (_point, _run, text) => {
      if (typeof text === 'string') return BigInt(runeCount(text))
      return site.fail(`strlen needs a text, not ${typeName(text ?? null) || 'nil'}`)
    }
  },

  examples: [
    {
      title: 'Characters, not bytes',
      input: '日本 😀',
      script: 'add_key(n, strlen(message))',
      fields: { n: 4n },
    },
    { title: 'A number', input: '', script: 'strlen(5)', failure: 'strlen' },
  ],
})
