// How the operators end a script: a Stop carries the number of its place in the script, and the frame around the script
// turns it into a RunFailure. It is no Error, because the stack of the generated code tells nobody anything.
import { typeName, type Value } from '../../point/value.js'

export class Stop {
  constructor(
    readonly message: string,
    /** Index into the places of the script. */
    readonly place: number,
  ) {}
}

export function fail(message: string, place: number): never {
  throw new Stop(message, place)
}

/** The name of a value's kind in messages and in the types of parameters. */
export function kindName(value: Value): string {
  return typeName(value) || (value === null ? 'nil' : 'void')
}
