// sql_cover: hides the values of an SQL statement and brings statements of one form to one text.
import { keyText } from '../../point/scalar.js'
import { MAX_TEXT, TooLarge } from '../../point/value.js'
import { defineFunction } from '../define.js'
import { coverSql } from './support/sql/cover.js'

export const sqlCover = defineFunction({
  name: 'sql_cover',
  category: 'text',
  summary: 'Replaces the values in an SQL statement by `?`.',
  doc: `Lists of values become one \`?\`, and several groups of values one group. Comments, semicolons and aliases behind
\`AS\` are removed, white space becomes one blank.`,
  style: 'positional',
  params: { key: { kind: 'key', doc: 'The key to change.' } },
  failures: [
    'There is no such key: nothing changes.',
    'The text cannot be read as SQL, or nothing is left of it: nothing changes.',
  ],

  prepare({ key }) {
    return (point, _run, value) => {
      const text = keyText(value)
      const covered = text === undefined ? undefined : coverSql(text)
      if (covered === undefined) return
      if (covered.length > MAX_TEXT) throw new TooLarge()
      point.set(key, covered)
    }
  },

  examples: [
    {
      title: 'A query',
      input: "SELECT name AS n FROM users WHERE id IN (7, 8) AND city = 'Ulm' -- by id",
      script: 'sql_cover(message)',
      fields: { message: 'SELECT name FROM users WHERE id IN ( ? ) AND city = ?' },
    },
    {
      title: 'A text that does not end',
      input: "SELECT 'open",
      script: 'sql_cover(message)',
      fields: { message: "SELECT 'open" },
    },
  ],
})
