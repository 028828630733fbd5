// mquery_refer_table: as query_refer_table, by several columns at once.
import { isList, type Value } from '../../point/value.js'
import { type Arg, type CallSite, defineFunction, type NodeKind } from '../define.js'
import { isCell, tableName, writeRow } from './support/refer-row.js'

const COLUMN: readonly NodeKind[] = ['string', 'ident', 'attr']
const CELL: readonly NodeKind[] = ['string', 'int', 'float', 'bool', 'ident', 'attr']

export const mqueryReferTable = defineFunction({
  name: 'mquery_refer_table',
  category: 'outside',
  summary:
    'Finds a row of a reference table by several columns and writes all its columns to the point.',
  doc: 'Columns and values stand in the same order. The first row counts in which all of them fit.',
  style: 'named',
  params: {
    table_name: {
      kind: 'node',
      accept: COLUMN,
      doc: 'The table: a text, or a key that holds one.',
    },
    keys: {
      kind: 'node',
      accept: ['list', 'ident', 'attr'],
      pass: 'each',
      doc: 'The columns: a list of texts or keys, or a key that holds one column.',
    },
    values: {
      kind: 'node',
      accept: ['list', 'ident', 'attr'],
      pass: 'each',
      doc: 'The values: a list of literals or keys, or a key that holds a list.',
    },
  },
  failures: [
    'There is no such table or row, or a value is of a kind that no column has: nothing changes.',
    'A column is no text, or a value is missing: the script fails.',
  ],

  checks: {
    keys: ({ keys }, site) => checkElements(keys, 'keys', COLUMN, site),
    values: ({ values }, site) => checkElements(values, 'values', CELL, site),
  },

  prepare({ table_name, keys }, site) {
    const isOneColumn = keys.kind !== 'list'
    return (point, _run, table, columns, cells) => {
      const name = tableName(table_name, table, site)
      const wanted = columnsOf(isOneColumn ? [columns] : (columns as readonly Element[]), site)
      const given = valuesOf(cells, site)
      if (given.every(isCell)) writeRow(point, site.services.row(name, wanted, given))
    }
  },

  examples: [
    {
      title: 'By host and port',
      input: 'web-7:443',
      script:
        'grok(_, "%{NOTSPACE:h}:%{INT:p:int}")\nmquery_refer_table("services", ["host", "port"], [h, p])',
      services: { row: () => new Map([['owner', 'shop']]) },
      fields: { owner: 'shop' },
    },
    {
      title: 'Without tables',
      input: '',
      script: 'mquery_refer_table("services", ["host"], ["web-7"])',
      fields: { owner: undefined },
    },
    {
      title: 'A value that is not there',
      input: '',
      script: 'mquery_refer_table("services", ["host"], [h])',
      failure: 'value',
    },
  ],
})

function checkElements(list: Arg, name: string, accept: readonly NodeKind[], site: CallSite): void {
  if (list.items.every(({ kind }) => accept.includes(kind))) return
  site.refuse(
    name,
    'PL301',
    `mquery_refer_table: an element of ${name} is of a kind that cannot be used`,
  )
}

type Element = Value | undefined

function columnsOf(values: readonly Element[], site: CallSite): readonly string[] {
  if (values.every((value) => typeof value === 'string')) return values
  return site.fail('mquery_refer_table: a column is no text')
}

/** The values to look for, which must be there. */
function valuesOf(list: Element, site: CallSite): readonly Value[] {
  if (list === undefined || !isList(list))
    return site.fail('mquery_refer_table: the values are no list')
  const values: readonly Element[] = list
  if (values.includes(undefined)) return site.fail('mquery_refer_table: a value is missing')
  return list
}
