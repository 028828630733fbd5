// What the editor completes and explains: the functions of the language and the patterns of grok.
import type { Example, FunctionDef, Param } from '../pipeline/define.js'
import { FUNCTIONS } from '../pipeline/functions/index.js'
import { LIBRARY } from '../pipeline/grok/library.js'
import type { Value } from '../point/value.js'
import type {
  Catalogue,
  CataloguedFunction,
  CataloguedParam,
  CataloguedPattern,
} from './contract.js'

/** @param files texts of the pattern files in force by name */
export function catalogue(files: ReadonlyMap<string, string>): Catalogue {
  return { functions: FUNCTIONS.map(functionOf), patterns: [...builtin(), ...ownPatterns(files)] }
}

/** `grok(input, pattern, [trim_space])` */
function signatureOf({ name, params }: FunctionDef): string {
  const names = Object.entries(params).map(([param, { optional, rest }]) => {
    const shown = rest ? `${param}…` : param
    return optional ? `[${shown}]` : shown
  })
  return `${name}(${names.join(', ')})`
}

function functionOf(def: FunctionDef): CataloguedFunction {
  const { name, category, summary, doc, failures, params, examples } = def
  return {
    name,
    category,
    signature: signatureOf(def),
    summary,
    ...(doc !== undefined && { doc }),
    ...(failures && { failures }),
    params: Object.entries(params).map(paramOf),
    examples: examples.map(exampleOf),
  }
}

function paramOf([name, param]: [string, Param]): CataloguedParam {
  const { kind, doc, optional, rest, accept, types } = param
  const kinds = accept ?? types
  return {
    name,
    kind,
    doc,
    ...(optional && { optional }),
    ...(rest && { rest }),
    ...(kinds && { kinds }),
    ...(param.default !== undefined && { default: defaultText(param.default) }),
  }
}

/** The default of a parameter as pages show it: lists and maps as a script writes them, texts without quotes. */
export function defaultText(value: Value): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}

function exampleOf({ title, script, input }: Example): CataloguedFunction['examples'][number] {
  return { title, script, input }
}

function builtin(): CataloguedPattern[] {
  return LIBRARY.flatMap(({ topic, patterns }) =>
    patterns.map(({ name, expression, doc }) => ({ name, pattern: expression, doc, topic })),
  )
}

/** Lines of pattern files; what is wrong with one is told where it is loaded. */
function ownPatterns(files: ReadonlyMap<string, string>): CataloguedPattern[] {
  const found = new Map<string, CataloguedPattern>()
  for (const [file, text] of files)
    for (const line of text.split(/\r?\n/)) {
      const [, name, pattern] = /^([^#\s][^ ]*) (.*)$/.exec(line) ?? []
      if (name !== undefined) found.set(name, { name, pattern: pattern!, doc: '', topic: file })
    }
  return [...found.values()]
}
