// Random scripts of the language core that mostly run: expressions are made for the kind of value their place wants, names
// tell what they hold, and now and then anything stands anywhere. fast-check makes failing ones small.
import fc from 'fast-check'

export type Text = fc.Arbitrary<string>

/** A text with parts yet to be chosen. */
export function form(strings: TemplateStringsArray, ...parts: Text[]): Text {
  return fc.tuple(...parts).map((values) => String.raw({ raw: strings }, ...values))
}

export const words = (text: string): Text => fc.constantFrom(...text.split(' '))

/** Texts as they stand in a script: ASCII, wide characters, bytes that are no UTF-8, escapes. */
export const textLiteral: Text = fc.constantFrom(
  ...['""', '"a"', "'ab'", '"b c"', '"é中😀"', '"\\xff\\xe4z"', '"""l\ni"""', '"1"', '"\\u00e9"'],
)

const INTS = '1 2 3 0 4 1 2 3 -1 -2 7 010 9007199254740993 9223372036854775807'
const FLOATS = '0.5 2. -0.0 1e3 08 1e308 9223372036854775808 inf nan'

/** Names by what they hold, unless a script of this generator means harm. */
const INT_NAMES = words('i j')
const TEXT_NAMES = words('s t')
const LIST_NAMES = words('l k')
const MAP_NAMES = words('m o')
/** The last ones are keys of the record, a tag, and known to nobody. */
const NAMES = words('i j f s t b l k m o _ message field host nosuch `i`')

/** What stands before each script, so that names hold what they promise; i, j, f, s, t and b are keys of the record. */
export const PROLOGUE = 'l=[1,2,3]; k=["a",nil,[5]]; m={"a":1}; o={"a":m,"1":"z"}\n'

/** What stands after it: everything becomes visible. */
export const EPILOGUE = '\nadd_key(c,[i,j,f,s,t,b,x,y,l,k,m,o])'

type Texts = {
  int: string
  number: string
  text: string
  bool: string
  list: string
  map: string
  bound: string
  any: string
  statement: string
  jumping: string
  block: string
  body: string
}

/** A part of its own kind; in one of about forty places, anything. */
const mostly = (wanted: Text, other: Text): Text =>
  fc.oneof({ weight: 40, arbitrary: wanted }, { weight: 1, arbitrary: other })

const nested = { maxDepth: 3, depthSize: 'small', withCrossShrink: true } as const

const grammar = fc.letrec<Texts>((tie) => {
  const any = tie('any')
  const int = mostly(tie('int'), any)
  const number = mostly(tie('number'), any)
  const text = mostly(tie('text'), any)
  const bool = mostly(tie('bool'), any)
  const list = mostly(tie('list'), any)
  const map = mostly(tie('map'), any)
  const bound = tie('bound')
  const key = fc.oneof(words('"a" "b" "1" "new" s t'), text)
  const place = fc.oneof(words('0 1 -1 2 j'), words('0 1 -1 2 j'), int)
  const [block, body] = [tie('block'), tie('body')]
  return {
    int: fc.oneof(
      nested,
      words(INTS),
      INT_NAMES,
      form`${int} ${words('+ - * + - * / %')} ${int}`,
      form`(${int} ${words('+ - * / %')} ${int})`,
      form`${words('- +')}${int}`,
      form`len(${any})`,
      form`l[${place}]`,
      form`m[${key}]`,
    ),
    number: fc.oneof(
      nested,
      tie('int'),
      fc.oneof(words(FLOATS), words('f true b')),
      form`(${number} ${words('+ - * /')} ${number})`,
      form`-${number}`,
    ),
    text: fc.oneof(
      nested,
      textLiteral,
      TEXT_NAMES,
      form`${text} + ${text}`,
      form`value_type(${any})`,
      form`${TEXT_NAMES}[${bound}:${bound}]`,
      form`"aéz"[${bound}:${bound}:${bound}]`,
      form`get_key(${words('message field host nosuch')})`,
    ),
    bool: fc.oneof(
      nested,
      words('true false b'),
      form`${number} ${words('< <= > >= == !=')} ${number}`,
      form`${any} ${words('== !=')} ${any}`,
      form`(${bool} ${words('&& ||')} ${bool})`,
      form`!${any}`,
      form`${text} in ${text}`,
      form`${key} in ${map}`,
      form`${any} in ${list}`,
    ),
    list: fc.oneof(
      nested,
      words('[] [1,2] l k'),
      form`[${any}, ${any}]`,
      form`[${number},]`,
      form`${LIST_NAMES}[${bound}:${bound}]`,
      form`${LIST_NAMES}[${bound}:${bound}:${bound}]`,
      form`[1, 2, 3][${bound}:${bound}:${bound}]`,
      form`append(${LIST_NAMES}, ${any})`,
      form`k[2]`,
    ),
    map: fc.oneof(
      nested,
      words('{} m o'),
      form`{${text}: ${any}}`,
      form`{"a": ${any}, ${text}: ${any}}`,
      form`o[${key}]`,
    ),
    /** A bound of a slice. */
    bound: fc.oneof(
      nested,
      fc.oneof(fc.constant(''), words('0 1 2 -1 -2 3 5 -7 i j nil nosuch a.b s')),
      form`(${any})`,
      form`len(${any})`,
    ),
    any: fc.oneof(
      nested,
      NAMES,
      fc.oneof(words(INTS), words(FLOATS), textLiteral, words('true false nil [] {} a.b')),
      tie('number'),
      tie('text'),
      tie('bool'),
      tie('list'),
      tie('map'),
      form`(${any})`,
      form`l[${place}]`,
      form`o["a"][${key}]`,
      form`k[${place}][${place}]`,
      fc.oneof(
        { weight: 6, arbitrary: form`m[${key}]` },
        { weight: 1, arbitrary: form`${NAMES}[${any}]` },
        { weight: 1, arbitrary: form`${NAMES}[${any}][${any}]` },
        { weight: 1, arbitrary: form`${NAMES}[${bound}:${bound}]` },
        { weight: 1, arbitrary: form`${any} ${words('+ - * / % == < && || in')} ${any}` },
      ),
    ),
    statement: fc.oneof(
      nested,
      form`add_key(${words('r q host x')}, ${any})`,
      form`${INT_NAMES} = ${int}`,
      form`f = ${number}`,
      form`${TEXT_NAMES} = ${text}`,
      form`b = ${bool}`,
      form`${LIST_NAMES} = ${list}`,
      form`${MAP_NAMES} = ${map}`,
      form`${words('x y field host')} = ${any}`,
      form`${words('i j f x field')} ${words('+= -= *= /= %=')} ${number}`,
      form`${TEXT_NAMES} += ${text}`,
      form`${LIST_NAMES}[${place}] = ${any}`,
      form`l[${place}] ${words('+= *= %=')} ${number}`,
      form`${MAP_NAMES}[${key}] = ${any}`,
      form`o["a"][${key}] ${words('= +=')} ${number}`,
      form`${words('add_key set_tag')}(${words('i s l m x field nosuch host')})`,
      form`set_tag(${words('tag field host')}, ${words('s x message "v"')})`,
      form`${any} ${words('= +=')} ${any}`,
      tie('any'),
      words('exit() drop()'),
      form`if ${bool} ${block}`,
      form`if ${any} ${block} elif ${bool} ${block}`,
      form`if ${bool} ${block} else ${block}`,
      form`for x in ${fc.oneof(list, map, text)} ${body}`,
      form`for ${words('x i s y')} in ${list} ${body}`,
      form`for x = 0; x < ${int}; x += 1 ${body}`,
      form`for ${words('y i')} = ${int}; ${bool}; ${words('i y')} -= 1 ${body}`,
      form`for ; ${bool}; ${body}`,
    ),
    jumping: fc.oneof(
      nested,
      tie('statement'),
      words('break continue'),
      form`if ${bool} ${body}`,
      form`if ${bool} { continue }`,
    ),
    block: fc.array(tie('statement'), { maxLength: 3 }).map(braced),
    body: fc.array(fc.oneof(tie('statement'), tie('jumping')), { maxLength: 4 }).map(braced),
  }
})

/** Statements as a block. */
export function braced(statements: readonly string[]): string {
  return `{\n${statements.join('\n')}\n}`
}

export const { any: expression, statement, text: textExpression } = grammar

/** Statements of the language core. */
export const script: Text = fc
  .array(grammar.statement, { minLength: 1, maxLength: 5 })
  .map((statements) => statements.join('\n'))
