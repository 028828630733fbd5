// Random scripts about scopes and control flow alone: few names, set and read in blocks of every kind, which hardly ever
// fail, so that they run to their end. What is read goes into the list `log`.
import fc from 'fast-check'
import { braced, form, type Text, words } from './scripts.js'

const NAMES = words('x y z')
const VALUES = words('1 2 3 nil x y z')
const CONDITIONS = fc.oneof(
  words('true false x y !z'),
  form`${NAMES} == ${VALUES}`,
  form`${NAMES} != ${VALUES}`,
)

type Texts = { statement: string; jumping: string; block: string; body: string }

const { statement } = fc.letrec<Texts>((tie) => {
  const [block, body] = [tie('block'), tie('body')]
  const plain = fc.oneof(
    { weight: 4, arbitrary: form`log = append(log, ${NAMES})` },
    { weight: 4, arbitrary: form`${NAMES} = ${VALUES}` },
    { weight: 1, arbitrary: form`${NAMES} *= true` },
    { weight: 1, arbitrary: form`add_key(${NAMES}, ${VALUES})` },
    { weight: 1, arbitrary: form`add_key(${NAMES})` },
    { weight: 1, arbitrary: form`pt_kvs_set(name = "y", value = ${VALUES})` },
    { weight: 1, arbitrary: words('log=append(log,name) exit()') },
  )
  const nested = { maxDepth: 5 }
  return {
    statement: fc.oneof(
      nested,
      { weight: 6, arbitrary: plain },
      { weight: 2, arbitrary: form`if ${CONDITIONS} ${block}` },
      {
        weight: 2,
        arbitrary: form`if ${CONDITIONS} ${block} elif ${CONDITIONS} ${block} else ${block}`,
      },
      { weight: 2, arbitrary: form`for ${NAMES} in [1,${VALUES}] ${body}` },
      { weight: 1, arbitrary: form`for ${NAMES} in "ab" ${body}` },
      {
        weight: 1,
        arbitrary: form`for ${NAMES} = ${VALUES}; ${CONDITIONS}; ${NAMES} = ${VALUES} ${body}`,
      },
      { weight: 1, arbitrary: form`for x = 0; x < 3; x += 1 ${body}` },
      { weight: 1, arbitrary: form`for ; ${CONDITIONS}; ${body}` },
    ),
    jumping: fc.oneof(
      nested,
      { weight: 4, arbitrary: tie('statement') },
      { weight: 1, arbitrary: words('break continue') },
      { weight: 2, arbitrary: form`if ${CONDITIONS} ${body}` },
    ),
    block: fc.array(tie('statement'), { maxLength: 3 }).map(braced),
    body: fc.array(tie('jumping'), { maxLength: 3 }).map(braced),
  }
})

/** Scripts whose only result is what they logged, and the keys x, y and z. */
export const flow: Text = fc
  .array(statement, { minLength: 1, maxLength: 6 })
  .map((statements) => `log=[]\n${statements.join('\n')}\nadd_key(log)`)
