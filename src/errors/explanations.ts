// What `docs/errors.md` says about each code: more than its sentence, and for codes of scripts one that has the error and one
// that has not. A test compiles both.
import type { Code } from '../errors.js'

export interface Explanation {
  /** Why it is an error and what to do about it, Markdown. */
  readonly text: string
  /** A script that has the error, and the same without it. */
  readonly scripts?: { readonly wrong: string; readonly right: string }
}

export const EXPLANATIONS: Readonly<Record<Code, Explanation>> = {
  PL101: {
    text: `A text needs its closing quote on the same line; one of several lines stands in three quotes. After a backslash
only \`\\n\`, \`\\t\` and the like may follow, so patterns are best put in \`'''…'''\`, where a backslash is a backslash. A
number has no unit. A closing bracket needs an opening one.`,
    scripts: {
      wrong: 'ok = match("\\d+", message)',
      right: "ok = match('''\\d+''', message)",
    },
  },
  PL102: {
    text: `The message says what stood there and what was expected. A line ends a statement unless it ends in an operator,
\`,\`, \`(\` or \`[\`. \`{\`, \`elif\` and \`else\` stand on the line of what is before them. Words such as \`list\`,
\`map\` or \`in\` are reserved; as names they stand in backquotes.`,
    scripts: {
      wrong: 'if level = "warn" {\n  add_key(status, "warning")\n}',
      right: 'if level == "warn" {\n  add_key(status, "warning")\n}',
    },
  },
  PL103: {
    text: 'The divisor is the number 0 itself. A variable that is 0 compiles; the script then fails on that record.',
    scripts: { wrong: 'share = 5 / 0', right: 'share = 5 / 2' },
  },
  PL104: {
    text: '`break` ends a loop and `continue` its round; outside of one there is nothing to end. To end the script, call `exit()`.',
    scripts: {
      wrong: 'if level == nil {\n  break\n}',
      right: 'if level == nil {\n  exit()\n}',
    },
  },
  PL105: {
    text: '`for name in value { }` goes through a list, the keys of a map or the characters of a text. A number has no elements.',
    scripts: {
      wrong: 'for i in 3 {\n  sum += i\n}',
      right: 'for i = 0; i < 3; i += 1 {\n  sum += i\n}',
    },
  },
  PL106: {
    text: 'The bounds of a slice are ints, the keys of a map are texts.',
    scripts: { wrong: 'codes = {404: "missing"}', right: 'codes = {"404": "missing"}' },
  },
  PL107: {
    text: 'Brackets, blocks or operators stand within each other some hundred deep. Give parts of the expression to variables.',
  },
  PL201: {
    text: 'Names of functions are written in small letters. The hint names the nearest one; all of them are listed in `docs/functions`.',
    scripts: { wrong: 'Add_Key(level, "warn")', right: 'add_key(level, "warn")' },
  },
  PL202: {
    text: 'The hint shows the form of the call; what stands in `[ ]` may be left out. Arguments with names follow those without.',
    scripts: {
      wrong: 'json(_, user, kee="name")',
      right: 'json(_, user, newkey="name")',
    },
  },
  PL203: {
    text: 'Scripts that use each other lie in one folder. What a script uses may not lead back to it. If the other script does not compile, its own errors are reported for it.',
    scripts: { wrong: 'use("missing.p")', right: 'add_key(kind, "other")' },
  },
  PL301: {
    text: 'Some arguments must be written out, since they are needed before the first record comes: a text in quotes, a number, a list. A key is a name, `a.b` or a text in quotes.',
    scripts: { wrong: 'cast(size, float64)', right: 'cast(size, "float")' },
  },
  PL302: {
    text: 'The argument is of the right kind, but not one of the values that the function knows.',
    scripts: { wrong: 'cast(size, "integer")', right: 'cast(size, "int")' },
  },
  PL401: {
    text: '`%{NAME}` needs a built-in pattern, one of a pattern file, or one of an `add_pattern` above it in the same block or around it. The type behind the second colon is `str`, `int`, `float` or `bool`.',
    scripts: {
      wrong: 'grok(_, "%{NUMBR:size:int}")',
      right: 'grok(_, "%{NUMBER:size:int}")',
    },
  },
  PL402: {
    text: 'Expressions are those of RE2: no look-around, no back references. Brackets that mean themselves need a backslash.',
    scripts: {
      wrong: "replace(message, '''(secret''', \"***\")",
      right: "replace(message, '''\\(secret''', \"***\")",
    },
  },
  CF101: {
    text: 'The file is left out or the start is refused, as the message says. It names the line; texts need quotes, a table its `[ ]`.',
  },
  CF102: {
    text: 'The message says what the value must be. `config show` prints all settings with their values and where they come from.',
  },
  CF103: { text: 'The path is wrong, or the user of the process may not read it.' },
  CF104: {
    text: 'A line of a pattern file is a name, a blank and a pattern. Built-in patterns keep their meaning; a fault leaves out its own line only.',
  },
  CF105: {
    text: 'A variable that is referred to must be set in the environment; `ENC[file:///path]` needs a file with the secret. The value itself is never printed.',
  },
  CF106: { text: 'Two inputs cannot listen on one address: change the port of one, or remove it.' },
  CF107: {
    text: 'Another program listens there, or the address is not one of this host. The ports that are open stay as they are.',
  },
  CF108: {
    text: 'A certificate and its key are PEM files that belong together, the key without a passphrase. A file of tokens holds one a line. What is in them is never printed.',
  },
  CF201: { text: 'The message names the variable and what it may be.' },
  CF901: {
    text: 'Configurations of DataKit hold much that is not about logs. It is read over, so the same files can be used.',
  },
  CF902: { text: 'The setting is known and changes nothing here. It may stay.' },
  CF903: { text: 'The program went by what was meant. Write it as the hint says to be sure.' },
  CF904: {
    text: 'What the setting asks for is not there yet; the message says what happens without it.',
  },
  CF905: { text: 'The other parts of the value count.' },
  CF906: {
    text: 'A Dataway refuses what comes without a token that it knows: copy the whole address from the workspace.',
  },
  CF907: {
    text: 'Scripts, patterns and inputs change while the server runs; everything else is read when it starts.',
  },
  CF908: {
    text: 'The program runs. Replace the file: certificates and tokens are read again when they change, without a restart.',
  },
  CF909: {
    text: 'Labels of the node are read once, at start, with the service account of the pod. Records go on without the tag.',
  },
}
