// How the operators end a script: a Stop carries the number of its place in the script, and the frame around the script
// turns it into a RunFailure. It is no Error, because the stack of the generated code tells nobody anything.
import { typeName, type Value } from '../../point/value.js'

export class Stop {
  constructor(
    readonly message: string,
    /** Index into the places of the script. */
    readonly place: number,
    /** Whether it ends the script also where an argument may fail. */
    readonly breaksDown = false,
  ) {}
}

export function fail(message: string, place: number): never {
  throw new Stop(message, place)
}

/** Where the original's engine itself breaks down, nothing in the script can go on. */
export function breakDown(message: string, place: number): never {
  throw new Stop(message, place, true)
}

/** The name of a value's kind in messages and in the types of parameters. */
export function kindName(value: Value): string {
  return typeName(value) || (value === null ? 'nil' : 'void')
}
