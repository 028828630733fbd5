// An XPath expression as a tree. What follows a whole expression is not looked at.
import { InvalidPath, PathScanner, type Sign } from './scan.js'

export type Path =
  | { readonly kind: 'constant'; readonly value: string | number }
  | { readonly kind: 'root' }
  | { readonly kind: 'variable' }
  | Axis
  | { readonly kind: 'filter'; readonly input: Path; readonly condition: Path }
  | { readonly kind: 'group'; readonly input: Path }
  | {
      readonly kind: 'operator'
      readonly operator: string
      readonly left: Path
      readonly right: Path
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Path[] }

/** A step: an axis with its test, from each node of `input` or from the current one. */
export interface Axis {
  readonly kind: 'axis'
  readonly axis: string
  readonly prefix: string
  readonly local: string
  /** Kind of node, such as `text`; "" for a test by name. */
  readonly type: string
  readonly input: Path | undefined
}

const MAX_DEPTH = 200
const NODE_TYPES = ['node', 'text', 'processing-instruction', 'comment']
const STEPS: readonly Sign[] = ['.', '..', '@', 'axis', '*', 'name']
/** Binary operators, loosest first. */
const OPERATORS: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['=', '!='],
  ['<', '>', '<=', '>='],
  ['+', '-'],
  ['*', 'div', 'mod'],
]

/** @throws InvalidPath */
export function parsePath(expression: string): Path {
  return new PathParser(new PathScanner(expression)).expression()
}

class PathParser {
  private depth = 0

  constructor(private readonly scanner: PathScanner) {}

  expression(): Path {
    return this.nested(() => this.binary(0))
  }

  private nested<T>(parse: () => T): T {
    if (++this.depth > MAX_DEPTH) throw new InvalidPath('too deep')
    const result = parse()
    this.depth--
    return result
  }

  private binary(rank: number): Path {
    const operators = OPERATORS[rank]
    if (operators === undefined) return this.unary()
    let left = this.binary(rank + 1)
    for (let operator = this.operator(operators); operator; operator = this.operator(operators)) {
      this.scanner.next()
      left = { kind: 'operator', operator, left, right: this.binary(rank + 1) }
    }
    return left
  }

  private operator(operators: readonly string[]): string | undefined {
    const { sign, name, prefix } = this.scanner
    const word = sign === 'name' && prefix === '' ? name : sign
    return operators.includes(word) ? word : undefined
  }

  private unary(): Path {
    let isMinus = false
    for (; this.scanner.sign === '-'; this.scanner.next()) isMinus = !isMinus
    const operand = this.union()
    if (!isMinus) return operand
    const right: Path = { kind: 'constant', value: -1 }
    return { kind: 'operator', operator: '*', left: operand, right }
  }

  private union(): Path {
    let left = this.path()
    while (this.takes('|')) left = { kind: 'operator', operator: '|', left, right: this.path() }
    return left
  }

  private path(): Path {
    if (!this.isPrimary()) return this.location()
    const primary = this.primary()
    const start: Path =
      this.scanner.sign === '['
        ? { kind: 'filter', input: primary, condition: this.predicate() }
        : primary
    if (this.takes('/')) return this.relative(start)
    return this.takes('//') ? this.relative(anyBelow(start)) : start
  }

  private isPrimary(): boolean {
    const { sign, isCall } = this.scanner
    if (sign === 'name') return isCall && !this.isNodeType()
    return sign === 'string' || sign === 'number' || sign === '$' || sign === '('
  }

  private isNodeType(): boolean {
    return this.scanner.prefix === '' && NODE_TYPES.includes(this.scanner.name)
  }

  private primary(): Path {
    const { sign, constant } = this.scanner
    if (sign === 'name') return this.call()
    this.scanner.next()
    if (sign === 'string' || sign === 'number') return { kind: 'constant', value: constant }
    if (sign === '$') {
      this.expect('name')
      return { kind: 'variable' }
    }
    const input = this.expression()
    this.expect(')')
    return input.kind === 'constant' ? input : { kind: 'group', input }
  }

  private call(): Path {
    const { name } = this.scanner
    const args: Path[] = []
    this.scanner.next()
    this.expect('(')
    if (!this.takes(')')) {
      do args.push(this.expression())
      while (this.takes(','))
      this.expect(')')
    }
    return { kind: 'call', name, args }
  }

  private predicate(): Path {
    this.expect('[')
    const condition = this.expression()
    this.expect(']')
    return condition
  }

  private location(): Path {
    if (this.takes('//')) return this.relative(anyBelow({ kind: 'root' }))
    if (!this.takes('/')) return this.relative(undefined)
    const root: Path = { kind: 'root' }
    return STEPS.includes(this.scanner.sign) ? this.relative(root) : root
  }

  private relative(start: Path | undefined): Path {
    let path = this.step(start)
    while (true) {
      if (this.takes('//')) path = this.step(anyBelow(path))
      else if (this.takes('/')) path = this.step(path)
      else return path
    }
  }

  private step(input: Path | undefined): Path {
    if (this.scanner.sign === '(') return this.nested(() => this.sequence(input))
    let path = this.dots(input) ?? this.nodeTest(this.axisName(), input)
    while (this.scanner.sign === '[')
      path = { kind: 'filter', input: path, condition: this.predicate() }
    return path
  }

  private dots(input: Path | undefined): Path | undefined {
    if (this.takes('.')) return axis('self', input)
    return this.takes('..') ? axis('parent', input) : undefined
  }

  /** `a/(b, c)` */
  private sequence(input: Path | undefined): Path {
    this.expect('(')
    let left = this.step(input)
    while (this.takes(','))
      left = { kind: 'operator', operator: '|', left, right: this.step(input) }
    this.expect(')')
    return left
  }

  private axisName(): string {
    if (this.takes('@')) return 'attribute'
    const { sign, name } = this.scanner
    if (sign !== 'axis') return 'child'
    this.scanner.next()
    return name
  }

  private nodeTest(name: string, input: Path | undefined): Path {
    const { scanner } = this
    if (this.takes('*')) return axis(name, input)
    if (scanner.sign !== 'name') throw new InvalidPath('no step')
    if (scanner.isCall && this.isNodeType()) return this.typeTest(name, input)
    const { prefix, name: local } = scanner
    scanner.next()
    // A `*` after a prefix matches no name at all, as in the original.
    return axis(name, input, { prefix, local: local === '*' ? '' : local })
  }

  private typeTest(name: string, input: Path | undefined): Path {
    const type = this.scanner.name
    this.scanner.next()
    this.expect('(')
    const isNamed = type === 'processing-instruction' && this.scanner.sign === 'string'
    const local = isNamed ? String(this.scanner.constant) : ''
    if (isNamed) this.scanner.next()
    this.expect(')')
    return axis(name, input, { type, local })
  }

  private takes(sign: Sign): boolean {
    if (this.scanner.sign !== sign) return false
    this.scanner.next()
    return true
  }

  private expect(sign: Sign): void {
    if (!this.takes(sign)) throw new InvalidPath(`${sign} is missing`)
  }
}

function axis(name: string, input: Path | undefined, test: Partial<Axis> = {}): Axis {
  return { kind: 'axis', axis: name, prefix: '', local: '', type: '', ...test, input }
}

/** What `//` stands for. */
function anyBelow(input: Path): Axis {
  return axis('descendant-or-self', input)
}
