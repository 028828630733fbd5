// The mistakes that people make who come from another language, told by the token that the grammar could not take and
// the text around it. Each rule is one row; the first that fits gives the hint.
import type { Token } from './scan.js'

interface Rule {
  /** The text before the token on its line and the one before; blanks at its end are cut off. */
  readonly before?: RegExp
  readonly token?: RegExp
  /** The text behind the token up to the end of a line. */
  readonly after?: RegExp
  hint(token: string, before: RegExpExecArray): string
}

const RESERVED = /^(?:str|bool|int|float|list|map|while|return|identifier|inf|nan)$/i
const KEYWORD = /^(?:if|elif|else|for|in|break|continue|true|false|nil|null)$/i

const RULES: readonly Rule[] = [
  { before: /\belse$/i, token: /^if$/i, hint: () => 'write "elif"' },
  { token: /^els(?:e_?)?if$/i, hint: () => 'write "elif"' },
  {
    before: /\n$/,
    token: /^(?:elif|else)$/i,
    hint: (token) => `"${token}" stands on the line of the closing "}"`,
  },
  { token: /^(?:elif|else)$/i, hint: (token) => `"${token}" belongs to an "if" before it` },
  { token: /^\n$/, after: /^\s*\{/, hint: () => 'write the "{" at the end of this line' },
  {
    token: /^\n$/,
    after: /^\s*(?:&&|\|\|)/,
    hint: () => 'write the operator at the end of this line',
  },
  { token: /^(?:&&|\|\||[=!<>]=|[-+*/%,.=<>])$/, before: /\n$/, hint: atLineEnd },
  { before: /(?:==|!=)$/, token: /^=$/, hint: (_, [last]) => `write "${last}"` },
  { before: /:$/, token: /^=$/, hint: () => 'write "="' },
  { token: /^:$/, after: /^=/, hint: () => 'write "="' },
  { before: /=$/, token: /^>$/, hint: () => 'write ">="' },
  { before: /<$/, token: /^>$/, hint: () => 'write "!="' },
  {
    before: /(?:^|[\n;{}])[ \t]*(?:if|elif|for)\b[^\n;]*$/i,
    token: /^=$/,
    hint: () => 'write "==" to compare',
  },
  { before: /[([,][^\n]*[^=\n]=[^=\n]*$/, token: /^=$/, hint: () => 'write "==" to compare' },
  { token: /^%$/, after: /^\{/, hint: () => 'a pattern stands in quotes: "%{…}"' },
  { token: /^and$/i, hint: () => 'write "&&"' },
  { token: /^or$/i, hint: () => 'write "||"' },
  { before: /\bnot$/i, token: /^[^\n]/, hint: () => 'write "!" for not' },
  { token: /^\/$/, hint: () => 'a comment begins with "#"' },
  { before: /\/$/, token: /^[/*]/, hint: () => 'a comment begins with "#"' },
  { before: /\+[ \t]*\+$/, hint: () => 'write "+= 1"' },
  { before: /-[ \t]*-$/, hint: () => 'write "-= 1"' },
  { token: /^while$/i, hint: () => 'write "for ; condition; { … }"' },
  { token: /^return$/i, hint: () => 'a script ends early with exit()' },
  {
    before: /(?:^|[\n;{}])[ \t]*for[ \t]+[\w`]+$/i,
    token: /^[\w`"']/,
    hint: () => 'write "for name in list { … }"',
  },
  {
    before: /\bfor\b[^;\n]*;[^;\n]*$/i,
    token: /^\{$/,
    hint: () => 'write "for start; condition; step { … }"',
  },
  {
    before: /(?:^|[\n;{}])[ \t]*(?:fn|func|function|def)\b[^\n]*$/,
    hint: () => 'a script cannot define functions',
  },
  {
    before: /(?:^|[^=])=[ \t]*(?:"[^"\n]*"|'[^'\n]*')$/,
    token: /^["']/,
    hint: () => 'texts are joined by "+"',
  },
  {
    before: /(?:^|[\n;{])[ \t]*(?:var|let|const|set)$/,
    token: /^[a-z_]/i,
    hint: (token) => `a variable is made by its first assignment: ${token} = …`,
  },
  {
    before: /[(,][ \t]*$/,
    token: RESERVED,
    hint: (token) =>
      `the word is reserved; as a text it stands in quotes: "${token}", as a name in backquotes: \`${token}\``,
  },
  { token: RESERVED, hint: backquotes },
  { token: KEYWORD, after: /^[ \t]*(?:=(?!=)|[,)\].[])/, hint: backquotes },
  { before: /[\w\])]\.$/, token: KEYWORD, hint: backquotes },
  {
    before: /(?:^|[\n;{])[ \t]*([a-z_]\w*)$/i,
    token: /^["'\w]/,
    hint: (token, [, name]) => `a call has its arguments in parentheses: ${name}(${brief(token)})`,
  },
]

/** What to do about a token that the grammar could not take, if it is a known mistake. */
export function syntaxHint(source: string, { start, end }: Token): string | undefined {
  const token = source.slice(start, end)
  const before = lastLines(source, start)
  const after = source.slice(end, end + 20).split('\n', 1)[0]!
  for (const rule of RULES) {
    const found = rule.before ? rule.before.exec(before) : NO_GROUPS
    const fits = (rule.token?.test(token) ?? true) && (rule.after?.test(after) ?? true)
    if (found && fits) return rule.hint(token, found)
  }
  return undefined
}

const NO_GROUPS = /^/.exec('')!

/** At most 200 characters from the beginning of a line; the newline before the token is kept. */
function lastLines(source: string, start: number): string {
  const text = source.slice(Math.max(0, start - 200), start).replace(/[ \t\r]+$/, '')
  const line = text.lastIndexOf('\n', text.endsWith('\n') ? text.length - 2 : undefined)
  return text.slice(line + 1)
}

function atLineEnd(token: string): string {
  return `write the "${token}" at the end of the line before`
}

function backquotes(token: string): string {
  return `the word is reserved; as a name it stands in backquotes: \`${token}\``
}

function brief(token: string): string {
  return token.length > 30 ? '…' : token
}
