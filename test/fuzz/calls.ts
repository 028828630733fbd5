// Random calls of every function, from what the registry says of it: arguments that fit their parameters, now and then one
// that does not, too few or too many, by place and by name. Texts that mean something come from the function's examples.
import fc from 'fast-check'
import type { FunctionDef, NodeKind, Param } from '../../src/pipeline/define.js'
import { FUNCTIONS } from '../../src/pipeline/functions/index.js'
import { expression, form, type Text, textExpression, textLiteral, words } from './scripts.js'

const NAMES = words('message s l m o i field host nosuch status time x')
/** A text as it stands in a script. */
export const TEXT = /"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g

/** Arguments for the kinds of node. */
const NODES: Readonly<Record<NodeKind, Text>> = {
  ident: NAMES,
  attr: words('a.b m.a l[0].x'),
  string: textLiteral,
  int: words('0 1 2 3 -1 10 100 9223372036854775807'),
  float: words('0.5 -1.5 1e300 nan'),
  bool: words('true false'),
  nil: words('nil'),
  list: form`[${expression}, "a"]`,
  map: form`{"a": ${expression}}`,
  paren: form`(${expression})`,
  index: words('l[0] m["a"] o["a"]["a"]'),
  slice: words('s[1:] l[:2]'),
  call: words('len(s) get_key(field)'),
  unary: words('-i !s'),
  arithmetic: form`${expression} + ${expression}`,
  condition: form`${expression} == ${expression}`,
  assign: form`${words('status_mapping x s')} = ${expression}`,
}

const TYPED = { str: 'string', int: 'int', float: 'float', bool: 'bool', nil: 'nil' } as const

function fitting(param: Param, texts: Text): Text {
  switch (param.kind) {
    case 'key':
      return fc.oneof(NAMES, NAMES, NODES.attr, texts)
    case 'name':
      return fc.oneof(NAMES, NODES.attr)
    case 'ident':
      return NAMES
    case 'string':
      return texts
    case 'number':
      return fc.oneof(NODES.int, NODES.float)
    case 'int':
    case 'bool':
      return NODES[param.kind]
    case 'node':
      return fc.oneof(...param.accept!.map((kind) => (kind === 'string' ? texts : NODES[kind])))
    case 'typed':
      return fc.oneof(...(param.types ?? ['any']).map((type) => ofType(type, texts)), NAMES)
    default:
      return fc.oneof(expression, texts, NAMES)
  }
}

function ofType(type: NonNullable<Param['types']>[number], texts: Text): Text {
  if (type === 'any') return expression
  if (type === 'str') return fc.oneof(texts, textExpression)
  return type === 'list' || type === 'map' ? NODES[type] : NODES[TYPED[type]]
}

/** The texts in a function's examples, and others. */
function textsOf(def: FunctionDef): Text {
  const found = def.examples.flatMap(({ script }) => script.match(TEXT) ?? [])
  return found.length === 0 ? textLiteral : fc.oneof(fc.constantFrom(...found), textLiteral)
}

function callOf(def: FunctionDef): Text {
  const texts = textsOf(def)
  const params = Object.entries(def.params)
  const required = params.filter(([, { optional, rest }]) => !optional && !rest).length
  const args = fc.tuple(...params.map(([, param]) => argument(param, texts)))
  const extra = fc.oneof(
    { weight: 20, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(expression, { maxLength: 2 }) },
  )
  const count = fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: required, max: params.length }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: params.length }) },
  )
  const named = fc.oneof(
    { weight: 3, arbitrary: fc.constant(params.length) },
    { weight: def.style === 'positional' ? 0 : 2, arbitrary: fc.nat(params.length) },
  )
  return fc.tuple(args, extra, count, named).map(([all, more, given, from]) => {
    const texts = all
      .slice(0, given)
      .map((arg, i) => (i < from ? arg : `${params[i]![0]} = ${arg}`))
    return `${def.name}(${[...texts, ...more].join(', ')})`
  })
}

function argument(param: Param, texts: Text): Text {
  const one = fc.oneof(
    { weight: 25, arbitrary: fitting(param, texts) },
    { weight: 1, arbitrary: expression },
  )
  if (!param.rest) return one
  return fc.array(one, { minLength: 1, maxLength: 3 }).map((several) => several.join(', '))
}

/** A call of any function, each as likely as the others. */
export const call: Text = fc.oneof(...FUNCTIONS.map(callOf))

/** Lines that mean something to some function. */
export const inputs: readonly string[] = FUNCTIONS.flatMap(({ examples }) =>
  examples.map(({ input }) => input),
)

/** Scripts that are known to work, or to be refused. */
export const examples: readonly string[] = FUNCTIONS.flatMap((def) =>
  def.examples.map(({ script }) => script),
)

/** The texts in them. */
export const texts: readonly string[] = examples.flatMap((script) => script.match(TEXT) ?? [])
