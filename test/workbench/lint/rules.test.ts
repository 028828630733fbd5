// Each rule by tables: a script, and what is found where. What is close to it and must not be found stands below it.
import { describe, expect, it } from 'vitest'
import { marksOf } from './marks.js'

type Row = readonly [title: string, script: string, ...found: string[]]

const TABLES: Readonly<Record<string, readonly Row[]>> = {
  'a shadowed pattern': [
    ['of the library', 'add_pattern("WORD", "[a-z]+")\ngrok(_, "%{WORD:a}")', 'PL901 "WORD"'],
    [
      'of the script, with another text',
      'add_pattern("x", "a")\ngrok(_, "%{x:k}")\nadd_pattern("x", "b")\ngrok(_, "%{x:m}")',
      'PL901 "x"',
    ],
    [
      'of the script, with the same text',
      'add_pattern("x", "a")\ngrok(_, "%{x:k}")\nif k == "a" {\n  add_pattern("x", "a")\n  grok(_, "%{x:m}")\n}',
      'PL901 "x"',
    ],
    ['of its own name', 'add_pattern("x", "a")\ngrok(_, "%{x:k}")'],
    [
      'in two branches, which do not see each other',
      'if true_ {\n  add_pattern("x", "a")\n  grok(_, "%{x:k}")\n} else {\n  add_pattern("x", "b")\n  grok(_, "%{x:k}")\n}',
    ],
  ],
  'an unused pattern': [
    ['at all', 'add_pattern("x", "a")\ndrop()', 'PL902 "x"'],
    [
      'in its block',
      'if a {\n  add_pattern("x", "a")\n}\nadd_pattern("x", "b")\ngrok(_, "%{x:k}")',
      'PL902 "x"',
    ],
    [
      'but by another pattern',
      'add_pattern("x", "a")\nadd_pattern("y", "%{x}")\ngrok(_, "%{y:k}")',
    ],
    ['but in a block inside', 'add_pattern("x", "a")\nif b {\n  grok(_, "%{x:k}")\n}'],
    ['but in a condition', 'add_pattern("x", "a")\nif !grok(_, "%{x:k}") {\n  drop()\n}'],
  ],
  'a pattern that never matches': [
    ['a character before the start', 'grok(_, "%{INT:a} ^b")', 'PL903 "%{INT:a} ^b"'],
    ['a character behind the end', 'grok(_, "a$ b")', 'PL903 "a$ b"'],
    ['text before \\A', "grok(_, '''a\\Ab''')", "PL903 '''a\\Ab'''"],
    ['text behind \\z', "grok(_, '''a\\zb''')", "PL903 '''a\\zb'''"],
    ['an empty class', "grok(_, '''a[^\\s\\S]''')", "PL903 '''a[^\\s\\S]'''"],
    ['a boundary between letters', "grok(_, '''ab\\bcd''')", "PL903 '''ab\\bcd'''"],
    ['no boundary at a blank', "grok(_, '''ab\\B cd''')", "PL903 '''ab\\B cd'''"],
    ['in all branches', 'grok(_, "(?:a^b|c$d)")', 'PL903 "(?:a^b|c$d)"'],
    ['a group that must be there', 'grok(_, "x(?:a^b)+")', 'PL903 "x(?:a^b)+"'],
    ['a line end inside a line', 'grok(_, "(?m)a$b")', 'PL903 "(?m)a$b"'],
    ['in match', 'ok = match("a$b", message)\nadd_key(ok)', 'PL903 "a$b"'],
    ['in replace', 'replace(message, "a$b", "")', 'PL903 "a$b"'],
    [
      'through a pattern of its own',
      'add_pattern("x", "^a")\ngrok(_, "b%{x:k}")',
      'PL903 "b%{x:k}"',
    ],
    ['but in one branch only', 'grok(_, "(?:a^b|c)")'],
    ['but in a group that may be left out', 'grok(_, "x(?:a^b)?")'],
    ['but where nothing need stand before', 'grok(_, "a*^b")'],
    ['but the end of a line', 'grok(_, "(?m)a$\\nb")'],
    ['but a second start', 'grok(_, "^^a$$")'],
    ['but a start behind what may be empty', "grok(_, '''\\s*^a''')"],
    ['but a boundary', "grok(_, '''ab\\b cd\\b''')"],
    ['but a class of all characters', "grok(_, '''[\\s\\S]a''')"],
  ],
  'a repeated grok': [
    [
      'in a later branch',
      'if grok(_, "a%{INT:x}") {\n} elif grok(_, "b%{INT:x}") {\n} elif grok(_, "a%{INT:x}") {\n}',
      'PL904 grok',
    ],
    ['in the next statement', 'grok(_, "a%{INT:x}")\ngrok(_, "a%{INT:x}")', 'PL904 grok'],
    ['but of another key', 'if grok(_, "a%{INT:x}") {\n} elif grok(b, "a%{INT:x}") {\n}'],
    ['but of another type', 'grok(_, "a%{INT:x}")\ngrok(_, "a%{INT:x:int}")'],
    ['but behind a change', 'grok(_, "a%{INT:x}")\nuppercase(message)\ngrok(_, "a%{INT:x}")'],
    [
      'but where a call comes between',
      'if grok(_, "a%{INT:x}") {\n} elif replace(message, "b", "a") {\n} elif grok(_, "a%{INT:x}") {\n}',
    ],
    ['but one that changes its own text', 'grok(m, "a(?P<m>.*)")\ngrok(m, "a(?P<m>.*)")'],
    [
      'but where the captures were written between',
      'grok(_, "a%{INT:x}")\ngrok(_, "b%{INT:x}")\ngrok(_, "a%{INT:x}")',
    ],
    [
      'but in a pattern that changed between',
      'add_pattern("p", "a")\nif grok(_, "%{p:k}") {\n  drop()\n} elif b {\n  add_pattern("p2", "b")\n  grok(_, "%{p2:k}")\n}',
    ],
  ],
  'a part that never runs': [
    ['behind exit', 'exit()\ndrop()', 'PL905 drop'],
    [
      'behind exit in all branches',
      'if a {\n  exit()\n} else {\n  exit()\n}\ndrop()',
      'PL905 drop',
    ],
    ['behind break', 'for x in l {\n  break\n  drop()\n}', 'PL905 drop'],
    ['behind continue', 'for x in l {\n  continue\n  drop()\n}', 'PL905 drop'],
    ['if false', 'if false {\n  drop()\n}', 'PL905 false'],
    ['else of true', 'if true {\n  drop()\n} else {\n  exit()\n}', 'PL905 exit'],
    ['elif of true', 'if true {\n  drop()\n} elif a {\n  exit()\n}', 'PL905 a'],
    ['but behind exit in one branch', 'if a {\n  exit()\n}\ndrop()'],
    ['but behind drop, which goes on', 'drop()\nadd_key(a, 1)'],
    ['but behind a loop that ends', 'for x in l {\n  exit()\n}\ndrop()'],
    ['but an exit at the end', 'drop()\nexit()'],
  ],
  'an unused capture': [
    ['that is dropped', 'grok(_, "%{INT:a} %{INT:b}")\ndrop_key(a)', 'PL906 a'],
    ['that is written again', 'grok(_, "%{INT:a} %{INT:b}")\nadd_key(a, 1)', 'PL906 a'],
    ['that is deleted by its name', 'grok(_, "%{INT:a} %{INT:b}")\npt_kvs_del("a")', 'PL906 a'],
    [
      'that is dropped in each branch',
      'grok(_, "(?P<a>x) %{INT:b}")\nif b {\n  drop_key(a)\n} else {\n  add_key(a, b)\n}',
      'PL906 a',
    ],
    [
      'where the grok is a condition',
      'if grok(_, "^%{INT:a} %{INT:b}") {\n  drop_key(a)\n}',
      'PL906 a',
    ],
    [
      'where the grok is denied',
      'if !grok(_, "^%{INT:a} %{INT:b}") {\n  exit()\n}\ndrop_key(a)',
      'PL906 a',
    ],
    [
      'in a loop',
      'for x in [1, 2] {\n  grok(_, "%{INT:a} %{INT:b}")\n  drop_key(a)\n}\nadd_key(n, x)',
      'PL906 a',
    ],
    ['but one that stays', 'grok(_, "%{INT:a} %{INT:b}")'],
    ['but one without a name', 'grok(_, "%{INT} %{INT:b}")'],
    ['but one that is read', 'grok(_, "%{INT:a} %{INT:b}")\nadd_key(c, a)\ndrop_key(a)'],
    ['but one that is converted', 'grok(_, "%{INT:a} %{INT:b}")\ncast(a, "int")'],
    ['but one that is moved', 'grok(_, "%{INT:a} %{INT:b}")\nrename(c, a)'],
    [
      'but one that a condition reads',
      'grok(_, "%{INT:a} %{INT:b}")\nif a == "1" {\n  drop_key(a)\n} else {\n  drop_key(a)\n}',
    ],
    [
      'but one that is read by its name',
      'grok(_, "%{INT:a} %{INT:b}")\nx = get_key("a")\nadd_key(x)\ndrop_key(a)',
    ],
    ['but one that stays in one branch', 'grok(_, "%{INT:a} %{INT:b}")\nif b {\n  drop_key(a)\n}'],
    [
      'but one that stays behind exit',
      'grok(_, "%{INT:a} %{INT:b}")\nif b {\n  exit()\n}\ndrop_key(a)',
    ],
    [
      'but where a later grok of the condition may not match',
      'if grok(_, "^%{INT:a} ") && grok(_, " %{INT:a}$") {\n  add_key(b, a)\n}',
    ],
    ['but where a later grok may not match', 'grok(_, "%{INT:a} x")\ngrok(_, "%{INT:a} y")'],
    [
      'but what keys are listed',
      'grok(_, "%{INT:a} %{INT:b}")\nk = pt_kvs_keys()\nadd_key(k)\ndrop_key(a)',
    ],
    [
      'but what a computed name may mean',
      'grok(_, "%{INT:a} %{INT:b}")\nv = pt_kvs_get(b)\nadd_key(v)\ndrop_key(a)',
    ],
    [
      'but one that the next round reads',
      'for x in [1, 2] {\n  add_key(c, a)\n  grok(_, "%{INT:a} %{INT:b}")\n}\ndrop_key(a)\nadd_key(n, x)',
    ],
    [
      'but one of a pattern that others share',
      'add_pattern("p", "%{INT:a} %{INT:b}")\ngrok(_, "%{p}")\ndrop_key(a)',
    ],
    ['but a text to write', 'grok(_, "%{INT:a} %{INT:b}")\nadd_key(c, "a")\ndrop_key(a)'],
  ],
  'a doubled capture': [
    ['in a row', 'grok(_, "^%{INT:a} %{INT:a}")', 'PL907 a'],
    ['in branches', 'grok(_, "(?:a=%{INT:a}|b=(?P<a>x))")', 'PL907 a'],
    [
      'inside one that is built in',
      "grok(_, '%{HTTPD_ERRORLOG}')",
      "PL907 '%{HTTPD_ERRORLOG}'",
      "PL907 '%{HTTPD_ERRORLOG}'",
    ],
    ['but in two groks', 'if !grok(_, "a=%{INT:a}") {\n  grok(_, "b=%{INT:a}")\n}'],
    ['but two groups without a name', 'grok(_, "(x)(y)%{INT:a}")'],
  ],
  'a field named like a host tag': [
    ['by grok', 'grok(_, "from %{WORD:host}")', 'PL908 host'],
    ['by add_key', 'add_key(host, "a")', 'PL908 host'],
    ['by a name in quotes', 'add_key("host", "a")', 'PL908 "host"'],
    ['by json', 'json(_, a.b, host)', 'PL908 host'],
    ['by json without a name', 'json(_, host)', 'PL908 host'],
    ['by rename', 'rename(host, server)', 'PL908 host'],
    ['by strfmt', 'strfmt(host_ip, "%v", a)', 'PL908 host_ip'],
    ['but a tag', 'set_tag(host, "a")'],
    ['but one that is read', 'add_key(a, host)'],
    ['but one that is removed', 'drop_key(host)'],
    ['but one of another name', 'grok(_, "from %{WORD:hostname}")'],
  ],
  'a statement without effect': [
    ['a comparison', 'level == "warn"', 'PL910 level'],
    ['a literal', '"text"', 'PL910 "text"'],
    ['a name', 'exit', 'PL910 exit'],
    ['a sum', 'a + 1', 'PL910 a'],
    ['append', 'l = []\nappend(l, 1)\nadd_key(l)', 'PL910 append'],
    ['a function that gives only', 'len(message)', 'PL910 len'],
    ['in a block', 'if a {\n  b\n}', 'PL910 b'],
    ['but an assignment', 'level = "warn"\nadd_key(level)'],
    ['but a call', 'uppercase(message)'],
    ['but one with a call inside', 'grok(_, "a%{INT:x}") && drop()'],
    ['but a cache', 'cache_set("a", 1)'],
  ],
  'a text that is compared with a number': [
    ['by ==', 'grok(_, "c=%{INT:c}")\nif c == 200 {\n  drop()\n}', 'PL912 c'],
    ['by >=', 'grok(_, "c=%{INT:c}")\nif c >= 400.0 {\n  drop()\n}', 'PL912 c'],
    ['on the right', 'grok(_, "c=%{INT:c:str}")\nif 400 < c {\n  drop()\n}', 'PL912 400'],
    [
      'by group_between',
      'grok(_, "c=%{INT:c}")\ngroup_between(c, [200, 299], "OK", status)',
      'PL912 group_between',
    ],
    ['but one with a type', 'grok(_, "c=%{INT:c:int}")\nif c == 200 {\n  drop()\n}'],
    ['but with a text', 'grok(_, "c=%{INT:c}")\nif c == "200" {\n  drop()\n}'],
    ['but behind a cast', 'grok(_, "c=%{INT:c}")\ncast(c, "int")\nif c == 200 {\n  drop()\n}'],
    [
      'but one that is written elsewhere',
      'if !grok(_, "c=%{INT:c}") {\n  json(_, code, c)\n}\nif c == 200 {\n  drop()\n}',
    ],
    [
      'but one with a type elsewhere',
      'if !grok(_, "c=%{INT:c}") {\n  grok(_, "d=%{INT:c:int}")\n}\nif c == 200 {\n  drop()\n}',
    ],
    [
      'but a variable of its name',
      'grok(_, "c=%{INT:c}")\nc = parse_int(c, 10)\nif c == 200 {\n  drop()\n}',
    ],
    [
      'but one that a computed name may mean',
      'grok(_, "c=%{INT:c}")\nfor k in pt_kvs_keys() {\n  pt_kvs_set(k, 1)\n}\nif c == 200 {\n  drop()\n}',
    ],
    ['but one that came with the record', 'if c == 200 {\n  drop()\n}'],
  ],
  'a variable that is never read': [
    ['at all', 'size = len(message)', 'PL911 size'],
    ['but by add_key', 'size = len(message)\nadd_key(size)'],
    ['but by its name in quotes', 'size = len(message)\nadd_key("size")'],
    ['but as a map', 'm = {}\nm["a"] = 1\nadd_key(b, m)'],
    ['but by its members', 'm = load_json(_)\nadd_key(a, m["a"])'],
    ['but in a loop', 'for i = 0; i < 3; i += 1 {\n  drop()\n}'],
    ['but as an argument with a name', 'json(input=_, json_path=a, newkey=b)'],
  ],
}

describe.each(Object.entries(TABLES))('%s', (_, rows) => {
  it.each(rows.map(([title, script, ...found]) => ({ title, script, found })))(
    '$title',
    ({ script, found }) => {
      expect(marksOf(script)).toEqual(found)
    },
  )
})

it('finds names of the tags that it is told of', () => {
  const script = 'add_key(zone, "a")\nadd_key(host_ip, "b")'
  expect(marksOf(script, { hostTags: ['zone'] })).toEqual(['PL908 zone'])
})

it('finds a pattern that takes the name of one of a pattern file', () => {
  const script = 'add_pattern("order", "[a-z]+")\ngrok(_, "%{order:k}")'
  expect(marksOf(script, { patterns: { 'pattern/x': 'order [0-9]+' } })).toEqual(['PL901 "order"'])
})
