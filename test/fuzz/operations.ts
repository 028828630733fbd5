// One operation a script, on values of every kind: short scripts, so that many of them can be tried.
import fc from 'fast-check'
import { form, type Text, words } from './scripts.js'

const SCALARS = words(
  '0 1 2 -1 3 7 9007199254740993 9223372036854775807 -9223372036854775807 0.0 -0.0 1.0 0.5 1e300 9e18 inf nan ' +
    '"" "a" "aé" "\\xc3" "\\xa9z" "1" true false nil i j f s t b nosuch a.b len(s)',
)
/** Where ints overflow, and where floats lose them. */
const INTS = words(
  '0 1 -1 2 -2 3 true i 9007199254740993 9223372036854775807 -9223372036854775807 4294967296',
)
const CONTAINERS = words(
  'l k m [] [1] [1.0] [true] [nan] [nil] [1,2,3,4] ["a",nil] {} {"a":1} {"a":1.0} {"a":nil} [[1]]',
)
const VALUES = fc.oneof({ weight: 3, arbitrary: SCALARS }, { weight: 2, arbitrary: CONTAINERS })
const BOUNDS = fc.oneof(
  { weight: 1, arbitrary: fc.constant('') },
  { weight: 3, arbitrary: words('0 1 2 3 4 9 -1 -2 -3 -4 -9 i j nil nosuch a.b t') },
)
const OPERATORS = words('+ - * / % == != < <= > >= && || in == in')
const ASSIGNS = words('= += -= *= /= %=')
const SLICED = words('l k s t m i "aéz" [1,2,3,4] "" [] len(s)')

const binary = form`${VALUES} ${OPERATORS} ${VALUES}`

const SHOWN = 'add_key(x);add_key(c,[value_type(x),y,i,f,s,l,k,m])'

/** The operation's result is in x, where it has one. */
export const operation: Text = fc
  .oneof(
    { weight: 5, arbitrary: form`x = ${binary}` },
    { weight: 2, arbitrary: form`x = ${INTS} ${words('+ - * / % == <')} ${INTS}` },
    { weight: 2, arbitrary: form`x = (${binary}) ${OPERATORS} ${VALUES}` },
    { weight: 1, arbitrary: form`x = ${VALUES} ${OPERATORS} ${binary}` },
    { weight: 1, arbitrary: form`x = ${words('- + ! !! - -')}(${VALUES})` },
    { weight: 3, arbitrary: form`x = ${SLICED}[${BOUNDS}:${BOUNDS}]` },
    { weight: 3, arbitrary: form`x = ${SLICED}[${BOUNDS}:${BOUNDS}:${BOUNDS}]` },
    { weight: 2, arbitrary: form`x = ${words('l k m s nosuch')}[${VALUES}]` },
    { weight: 1, arbitrary: form`x = ${words('k m')}[${VALUES}][${VALUES}]` },
    { weight: 2, arbitrary: form`${words('l k m s nosuch')}[${VALUES}] ${ASSIGNS} ${VALUES}` },
    { weight: 1, arbitrary: form`${words('k m')}[${VALUES}][${VALUES}] ${ASSIGNS} ${VALUES}` },
    { weight: 2, arbitrary: form`${words('i f s b l nosuch')} ${ASSIGNS} ${VALUES}` },
    { weight: 1, arbitrary: form`if ${VALUES} {x=1} else {x=2}` },
    { weight: 1, arbitrary: form`for y in ${VALUES} {s+=value_type(y)}` },
    { weight: 1, arbitrary: form`x = {${VALUES}:${VALUES}}` },
  )
  .map((text) => `l=[1,2,3];k=["a",nil,[5]];m={"a":1,"b":l}\n${text}\n${SHOWN}`)
