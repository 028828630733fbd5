// What is wrong with a filter. It never leaves this folder but as a finding with a column.

/** A filter that cannot be read, and where. */
export class FilterFault extends Error {
  constructor(
    message: string,
    /** In UTF-16 units of the filter. */
    readonly at: number,
    readonly hint?: string,
  ) {
    super(message)
  }
}
