// query_refer_table: writes the columns of one row of a reference table, found by one column.

import type { Value } from '../../point/value.js'
import { type CallSite, defineFunction, type NodeKind } from '../define.js'
import { isCell, tableName, writeRow } from './support/refer-row.js'

const NAME: readonly NodeKind[] = ['string', 'ident', 'attr']

export const queryReferTable = defineFunction({
  name: 'query_refer_table',
  category: 'outside',
  summary:
    'Finds a row of a reference table by one column and writes all its columns to the point.',
  doc: `The tables come from \`ENV_REFER_TABLE_URL\`. The first row counts in which the column holds the value, of the same kind: an
int column is not found by a text.`,
  style: 'named',
  params: {
    table_name: { kind: 'node', accept: NAME, doc: 'The table: a text, or a key that holds one.' },
    key: { kind: 'node', accept: NAME, doc: 'The column: a text, or a key that holds one.' },
    value: {
      kind: 'node',
      accept: ['string', 'int', 'float', 'bool', 'ident', 'attr'],
      doc: 'The value: a literal, or a key that holds it.',
    },
  },
  failures: [
    'There is no such table or row, or no such value: nothing changes.',
    'The table or column is no text: the script fails.',
  ],

  prepare({ table_name }, site) {
    return (point, _run, table, column, value) => {
      const name = tableName(table_name, table, site)
      const key = columnName(column, site)
      if (!isCell(value)) return
      writeRow(point, site.services.row(name, [key], [value]))
    }
  },

  examples: [
    {
      title: 'The city of a user',
      input: 'user=7',
      script: 'grok(_, "user=%{INT:uid:int}")\nquery_refer_table("users", "id", uid)',
      services: {
        row: () =>
          new Map<string, string | bigint>([
            ['id', 7n],
            ['city', 'Oslo'],
          ]),
      },
      fields: { id: 7n, city: 'Oslo' },
    },
    {
      title: 'Without tables',
      input: '',
      script: 'query_refer_table("users", "id", 7)',
      fields: { id: undefined },
    },
    {
      title: 'A column that is not there',
      input: '',
      script: 'query_refer_table("users", col, 7)',
      failure: 'column',
    },
  ],
})

function columnName(value: Value | undefined, site: CallSite): string {
  if (typeof value === 'string') return value
  return site.fail('query_refer_table: the column must be a text')
}
