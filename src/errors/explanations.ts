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
      wrong: 'ok = match("\\d+", message)\nadd_key(ok)',
      right: "ok = match('''\\d+''', message)\nadd_key(ok)",
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
    scripts: { wrong: 'add_key(share, 5 / 0)', right: 'add_key(share, 5 / 2)' },
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
      wrong: 'for i in 3 {\n  sum += i\n}\nadd_key(sum)',
      right: 'for i = 0; i < 3; i += 1 {\n  sum += i\n}\nadd_key(sum)',
    },
  },
  PL106: {
    text: 'The bounds of a slice are ints, the keys of a map are texts.',
    scripts: {
      wrong: 'add_key(codes, {404: "missing"})',
      right: 'add_key(codes, {"404": "missing"})',
    },
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
  PL901: {
    text: `From its place on, in its block and the blocks inside, the name means the new pattern. Built-in patterns that use the
name keep the old one, so the same name means two things.`,
    scripts: {
      wrong: 'add_pattern("WORD", "[a-z]+")\ngrok(_, "%{WORD:level}")',
      right: 'add_pattern("level_word", "[a-z]+")\ngrok(_, "%{level_word:level}")',
    },
  },
  PL902: {
    text: 'A pattern is known behind its place only, in its block and the blocks inside. Check the names that the patterns there use.',
    scripts: {
      wrong: 'add_pattern("order_id", "[A-Z]-[0-9]+")\ngrok(_, "order %{NOTSPACE:order}")',
      right: 'add_pattern("order_id", "[A-Z]-[0-9]+")\ngrok(_, "order %{order_id:order}")',
    },
  },
  PL903: {
    text: `No text can match, whatever it is: something must come before its start \`^\` or behind its end \`$\`, a class of
characters is empty, or a \`\\b\` stands between two letters. A pattern that was put together from others often has a \`^\` in
its middle. A \`$\` or \`^\` that is meant as a sign needs a backslash; \`(?m)\` makes them ends of lines.`,
    scripts: {
      wrong: 'grok(_, "%{INT:code} ^GET")',
      right: 'grok(_, "^%{INT:code} GET")',
    },
  },
  PL904: {
    text: 'Where the same grok has not matched in an earlier branch, it does not match in a later one; where it stands a second time in a row, it does nothing new.',
    scripts: {
      wrong:
        'if grok(_, "^%{INT:code} ") {\n  add_key(kind, "code")\n} elif grok(_, "^%{INT:code} ") {\n  add_key(kind, "other")\n}',
      right:
        'if grok(_, "^%{INT:code} ") {\n  add_key(kind, "code")\n} elif grok(_, "^%{WORD:code} ") {\n  add_key(kind, "other")\n}',
    },
  },
  PL905: {
    text: 'Nothing passes `exit()`, `break` or `continue`, and a branch whose condition is always false never runs.',
    scripts: {
      wrong: 'exit()\nadd_key(done, true)',
      right: 'add_key(done, true)\nexit()',
    },
  },
  PL906: {
    text: `On every way through the script the field is removed or written again before anything reads it. A part of a pattern
needs no name: \`%{NOTSPACE}\` or \`(?:…)\` match the same and take less time.`,
    scripts: {
      wrong: 'grok(_, "%{INT:pid} %{GREEDYDATA:msg}")\ndrop_key(pid)',
      right: 'grok(_, "%{INT} %{GREEDYDATA:msg}")',
    },
  },
  PL907: {
    text: `Of several groups of one name the last one counts, also when it took no part in the match: with
\`%{INT:code}|%{WORD:code}\` the field is empty where the first alternative matched.`,
    scripts: {
      wrong: 'grok(_, "(?:code=%{INT:code}|code:%{WORD:code})")',
      right: 'grok(_, "code[=:](?P<code>[0-9]+|[a-z]+)")',
    },
  },
  PL908: {
    text: `Records have the tags of their node before a script runs: \`host\`, those of \`ENV_GLOBAL_HOST_TAGS\`, and the cluster's
name. What a script writes to such a key replaces the text of the tag for that record; the field does not come to be, and
where the log came from is lost. A script that means the tag calls \`set_tag\`.`,
    scripts: {
      wrong: 'grok(_, "from %{NOTSPACE:host}")',
      right: 'grok(_, "from %{NOTSPACE:peer_host}")',
    },
  },
  PL909: {
    text: `The line was tried: with a length of at most 10,000 characters it held the pattern up for more than 10 ms, the time
of thousands of ordinary lines. Beyond 25 ms the server lets go of such a record and runs it, and later ones of its kind, on
an engine that is slower, but never slow. The shorter the line in the message, the worse. Patterns become slow where one
part can take what another one takes too, such as \`.*\` beside \`.*\`. What the product makes fast by itself, such as a leading
or final \`%{GREEDYDATA}\`, is not reported, nor what it runs on the other engine from the start, such as a repeat of a repeat,
nor is what is slow only because the search begins anew at each character: a line of 10,000 characters then takes at most
some 200 ms, and a \`^\` helps.`,
    scripts: {
      wrong: "ok = match('''^.*,.*,.*,.*;$''', message)\nadd_key(ok)",
      right: "ok = match('''^[^,]*,[^,]*,[^,]*,.*;$''', message)\nadd_key(ok)",
    },
  },
  PL910: {
    text: 'The statement gives a value that goes nowhere. `=` assigns and `==` compares; `append` and its like return what they make.',
    scripts: {
      wrong: 'level == "warn"',
      right: 'level = "warn"\nadd_key(level)',
    },
  },
  PL911: {
    text: 'Variables are gone when the script ends. A field of the record is written by `add_key`.',
    scripts: {
      wrong: 'size = len(message)',
      right: 'size = len(message)\nadd_key(size)',
    },
  },
  PL912: {
    text: `A capture without a type is a text. A text equals no number, lies between no two, and asking which of them is greater
ends the script on that record. Write the type behind the name, as in \`%{INT:code:int}\`, or \`cast\` the field before.`,
    scripts: {
      wrong: 'grok(_, "code=%{INT:code}")\nif code >= 400 {\n  add_key(status, "error")\n}',
      right: 'grok(_, "code=%{INT:code:int}")\nif code >= 400 {\n  add_key(status, "error")\n}',
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
  CF910: {
    text: 'DataKit starts whatever its variables hold, so the same environment starts here too. The message says what the value may be and what counts in its place.',
  },
}
