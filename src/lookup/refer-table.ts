// One reference table: typed columns, every column indexed. The text that tables come in:
//
//   [{"table_name": "users", "column_name": ["id", "city"], "column_type": ["int", "string"], "row_data": [[1, "Oslo"], …]}, …]
//
// Numbers and truth values may also stand as texts. Source: the documentation of DataKit's reference tables.
import type { Cell, Row } from '../pipeline/define.js'

type ColumnType = 'int' | 'float' | 'string' | 'bool'

/** A table as it stands in the text. */
export interface TableText {
  readonly table_name: string
  readonly column_name: readonly string[]
  readonly column_type: readonly ColumnType[]
  readonly row_data: readonly (readonly unknown[])[]
}

export class ReferTable {
  /** Column name → value → numbers of the rows that hold it, ascending. */
  private readonly indexes: Map<string, Map<Cell, number[]>>
  private readonly rows: (readonly Cell[])[] = []

  constructor(private readonly text: TableText) {
    this.indexes = new Map(text.column_name.map((name) => [name, new Map()]))
  }

  /**
   * Takes some rows of the text over.
   * @throws Error that names the row and column with a value of another type
   */
  load(from: number, to: number): void {
    const { column_name: names, column_type: types, row_data: data } = this.text
    for (let at = from; at < Math.min(to, data.length); at++) {
      const row = types.map((type, column) => {
        const cell = cellOf(data[at]?.[column], type)
        if (cell !== undefined) return cell
        throw new Error(
          `row ${at + 1}, column "${names[column]}" does not hold a value of type ${type}`,
        )
      })
      this.rows.push(row)
      for (const [column, cell] of row.entries()) this.index(names[column]!, cell, at)
    }
  }

  /** The first row in which every column has the value of the same kind. */
  find(columns: readonly string[], values: readonly Cell[]): Row | undefined {
    const found = columns.map((name, i) => this.indexes.get(name)?.get(values[i]!) ?? [])
    const [fewest, ...others] = found.sort((a, b) => a.length - b.length)
    const at = fewest?.find((row) => others.every((rows) => includes(rows, row)))
    if (at === undefined) return undefined
    const row = this.rows[at]!
    return new Map(this.text.column_name.map((name, i) => [name, row[i]!]))
  }

  private index(column: string, cell: Cell, row: number): void {
    const index = this.indexes.get(column)!
    const rows = index.get(cell)
    if (rows) rows.push(row)
    else index.set(cell, [row])
  }
}

/** Whether an ascending list holds a number. */
function includes(rows: readonly number[], row: number): boolean {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows[middle]! < row) low = middle + 1
    else high = middle
  }
  return rows[low] === row
}

function cellOf(value: unknown, type: ColumnType): Cell | undefined {
  const text = String(value)
  switch (type) {
    case 'int':
      return /^-?\d+$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text)
        ? BigInt(text)
        : undefined
    case 'float':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined
    case 'bool':
      return text === 'true' || text === 'false' ? text === 'true' : undefined
    default:
      return typeof value === 'string' ? value : undefined
  }
}

const TYPES: ReadonlySet<unknown> = new Set(['int', 'float', 'string', 'bool'])

/**
 * Checks the form of all tables.
 * @throws Error that names the table and what is wrong
 */
export function parseTables(text: string): TableText[] {
  const tables: unknown = JSON.parse(text)
  if (!Array.isArray(tables)) throw new Error('the text is not a list of tables')
  return tables.map((table: Partial<TableText> | null, i) => {
    const fault = faultOf(table ?? {})
    if (fault) throw new Error(`table ${i + 1} ("${table?.table_name ?? ''}"): ${fault}`)
    return table as TableText
  })
}

function faultOf(table: Partial<TableText>): string | undefined {
  const { table_name, column_name, column_type, row_data } = table
  if (typeof table_name !== 'string' || table_name === '') return 'table_name is missing'
  if (
    !isList(column_name) ||
    column_name.length === 0 ||
    !column_name.every((one) => typeof one === 'string')
  )
    return 'column_name is not a list of names'
  if (
    !isList(column_type) ||
    column_type.length !== column_name.length ||
    !column_type.every((one) => TYPES.has(one))
  )
    return 'column_type does not name int, float, string or bool for every column'
  if (
    !isList(row_data) ||
    !row_data.every((row) => isList(row) && row.length === column_name.length)
  )
    return 'row_data is not a list of rows with a value for every column'
  return undefined
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}
