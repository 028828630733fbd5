// Options that may be given several times.

/** Gathers what is given, for `option()` of commander. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}
