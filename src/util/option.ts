// An option of a stage: its default and its sentence in one place. Type and defaults of all options of a stage follow
// from the table, so the three cannot come apart.

export interface Option<T> {
  readonly default: T
  /** What it does, one sentence. */
  readonly doc: string
}

/** The values of a table of options. */
export type OptionsOf<Table> = {
  readonly [Name in keyof Table]: Table[Name] extends Option<infer T> ? T : never
}

export function option<T>(value: T, doc: string): Option<T> {
  return { default: value, doc }
}

export function defaultsOf<Table extends Readonly<Record<string, Option<unknown>>>>(
  table: Table,
): OptionsOf<Table> {
  const entries = Object.entries(table).map(([name, { default: value }]) => [name, value])
  return Object.freeze(Object.fromEntries(entries))
}
