// replace: puts a text for every match of a regular expression.
import { keyText } from '../../point/scalar.js'
import { MAX_TEXT, TooLarge } from '../../point/value.js'
import { defineFunction } from '../define.js'
import { compiledRegexp } from './support/regexp.js'

export const replace = defineFunction({
  name: 'replace',
  category: 'text',
  summary: 'Replaces every match of a regular expression in the text of a key.',
  doc: `\`$1\`, \`\${1}\`, \`$name\` and \`$0\` in the replacement stand for groups, \`$$\` for a dollar sign. The name after
\`$\` is as long as it can be: write \`\${1}x\`, not \`$1x\`.`,
  style: 'positional',
  params: {
    key: { kind: 'key', doc: 'The key to change.' },
    pattern: { kind: 'string', doc: 'The regular expression, in the syntax of RE2.' },
    replacement: { kind: 'string', doc: 'What stands in place of each match.' },
  },
  failures: [
    'There is no such key: nothing changes.',
    'Nothing matches: the value still becomes text.',
    'A group that does not exist is empty.',
  ],

  checks: {
    pattern: ({ pattern }, site) => void compiledRegexp(pattern, 'pattern', site),
  },

  prepare({ key, pattern, replacement }, site) {
    const regexp = compiledRegexp(pattern, 'pattern', site)
    return (point, _run, value) => {
      const text = keyText(value)
      if (text === undefined) return
      const replaced = regexp.replace(text, replacement)
      if (replaced.length > MAX_TEXT) throw new TooLarge()
      point.set(key, replaced)
    }
  },

  examples: [
    {
      title: 'The middle of a phone number',
      input: '13812345678',
      script: 'replace(message, "(\\\\d{3})\\\\d{4}(\\\\d{4})", "$1****$2")',
      fields: { message: '138****5678' },
    },
    {
      title: 'A group of that name does not exist',
      input: 'abc',
      script: 'replace(message, "(a)", "$1x")',
      fields: { message: 'bc' },
    },
    { title: 'A bad expression', input: '', script: 'replace(message, "(", "")', error: 'PL402' },
  ],
})
