// XML as strict as the original reads it, paths in the order it walks, and documents made to do harm.
import { describe, expect, test } from 'vitest'
import { runScript } from '../support/run-script.js'

function at(message: string, path: string) {
  const { point, failure } = runScript(`xml(_, ${JSON.stringify(path)}, v)`, { message })
  return failure ? 'failure' : point.get('v')
}

describe('documents', () => {
  test.each([
    ['<a>&lt;&gt;&amp;&apos;&quot;&#x41;</a>', '<>&\'"A'],
    ['<a>x\r\ny\rz&#13;</a>', 'x\ny\nz\r'],
    ['<a>&#xD800;</a>', '\ufffd'],
    ['<a><![CDATA[&amp;]]]]></a>', '&amp;]]'],
    ['<a><!-- - -->x<!----></a>', 'x'],
    ["<a b='>' c=\"'\"d='1'>x</a >", 'x'],
    [
      '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE a [<!ENTITY b "<>"><!-- > -->]><a>x</a>',
      'x',
    ],
    ['<?xml version="1.0" encoding="ISO-8859-1"?><a>\udce9</a>', 'é'],
    ['<a>1</a><a>2</a>', '1'],
    ['text <a>x</a> text', 'x'],
    ['<a xmlns="urn:x">x</a>', 'x'],
    ['<a/>', ''],
  ])('%j is read', (text, value) => {
    expect(at(text, '/a')).toBe(value)
  })

  test.each([
    '<a>',
    '</a>',
    '<a></b>',
    '<a>&nbsp;</a>',
    '<a>&amp</a>',
    '<a>& </a>',
    '<a>&#0;</a>',
    '<a>&#x110000;</a>',
    '<a>]]></a>',
    '<a>\u0001</a>',
    '<a>\udcff</a>',
    '<a b=1/>',
    '<a b/>',
    '<a b="<"/>',
    '<a / >x</a>',
    '<a><!-- -- --></a>',
    '<a><!- ></a>',
    '<a><![cdata[x]]></a>',
    '<a><![CDATA[x</a>',
    '<1a/>',
    '< a/>',
    '<a:b:c/>',
    '<p:a/>',
    '<a xmlns:p="u"/><p:b/>',
    '<!DOCTYPE a [<a/>',
    '<?xml version="1.1"?><a/>',
    '<?xml version="1.0" encoding="no-such"?><a/>',
    '<?x',
  ])('%j is broken', (text) => {
    expect(at(text, '/')).toBeUndefined()
  })
})

const TREE =
  '<r n="0"><a k="1">one</a><b k="2"><a k="3">two</a><a k="4">three</a></b><c><![CDATA[<x>]]></c><a>four</a></r>'

describe('paths', () => {
  test.each([
    ['/r/a', 'one'],
    ['r/b/a[2]', 'three'],
    ['//a[2]', 'three'],
    ['//b/a[last()]', 'three'],
    ['(//a)[last()]', 'four'],
    ['//a[@k][3]', undefined],
    ['//a[@k > 1]', 'two'],
    ['//a[@k="4"]/preceding-sibling::a', 'two'],
    ['//a[.="three"]/ancestor::*/@n', '0'],
    ['//a[.="three"]/ancestor::*', 'twothree'],
    ['//a[.="three"]/..', 'twothree'],
    ['//b/following-sibling::*', '<x>'],
    ['//b/following::a', 'four'],
    ['//b/preceding::a', 'one'],
    ['//c/preceding-sibling::*[2]', 'one'],
    ['//b | //a', 'twothree'],
    ['/r/(c, a)', '<x>'],
    ['//@k', '1'],
    ['//@*[. = 4]/..', 'three'],
    ['//c/text()', '<x>'],
    ['//c[text()="<x>"]', undefined],
    ['//c[.="<x>"]', '<x>'],
    ['/r/node()[2]', 'twothree'],
    ['/', 'onetwothree<x>four'],
    ['//*[name()="b"]/a', 'two'],
    ['//a[position() mod 2 = 0]', 'three'],
    ['//a[not(@k)]', 'four'],
    ['//a[string-length(.) = 5]', 'three'],
    ['//a[substring(., 2, 2) = "wo"]', 'two'],
    ['//a[substring-after(., "f") = "our"]', 'four'],
    ['//a[translate(., "on", "xy") = "xye"]', 'one'],
    ['//a[concat(@k, "-", .) = "3-two"]', 'two'],
    ['//a[matches(., "^t.*e$")]', 'three'],
    ['//*[count(a) = 2][@k]', 'twothree'],
    ['//*[sum(a/@k) = 7]', 'twothree'],
    ['//a[@k and . != "one"]', 'two'],
    ['//a[@zz or starts-with(., "f")]', 'four'],
    ['//a[ends-with(., "ee")]', 'three'],
    ['reverse(//a)', 'four'],
    ['//a = "two"', 'onetwothree<x>four'],
    ['//a and //zz', 'four'],
    ['/r/a what follows is not read', 'one'],
    ['//p:*', undefined],
    ['1 + 1', undefined],
    ['"text"', undefined],
    ['string(//a)', undefined],
    ['$v', undefined],
    ['', undefined],
    ['/r/', undefined],
    ['//a[', undefined],
    ['//a["', undefined],
    ['//a[nothing()]', undefined],
    ['up::a', undefined],
    ['//a[contains(.)]', undefined],
    ['('.repeat(300), undefined],
  ])('%s', (path, value) => {
    expect(at(TREE, path)).toBe(value)
  })

  test.each([
    '//a[. > 1]',
    '//a[true() = 1]',
    '//a[. + 1 = 2]',
    '//a[contains(., @k)]',
    '//a[substring(., 9)]',
    '//a[1 mod 0 = 1]',
    'concat("a", "b")',
    '//a[$v]',
    '//c | //b[normalize-space(//q) < 1]',
  ])('%s stops the script', (path) => {
    expect(at(TREE, path)).toBe('failure')
  })
})

describe('prefixes and white space', () => {
  test.each([
    ['', '/s:e', 'x'],
    ['', '/e', undefined],
    ['', '/s:e/b', 'x'],
    ['', '/s:e/s:b', undefined],
    ['\n', '/e/b', 'x'],
    ['<!---->', '/s:e', undefined],
  ])('%j between a declaration of another encoding and the root: %s', (between, path, value) => {
    const root = '<s:e xmlns:s="u"><s:b>x</s:b></s:e>'
    expect(at(`<?xml version="1.0" encoding="ISO-8859-1"?>${between}${root}`, path)).toBe(value)
  })

  const NAMESPACES = '<r xmlns="d" xmlns:p="u"><p:a p:k="1" k="2">x</p:a><a>y</a></r>'

  test.each([
    ['//p:a', 'x'],
    ['//a', 'y'],
    ['//p:a/@p:k', '1'],
    ['//p:a/@k', '2'],
    ['//*[namespace-uri()="u"]', 'x'],
    ['//*[name()="p:a"]', 'x'],
    ['//*[local-name()="a"][2]', 'y'],
    ['/r/@*', 'd'],
    ['//q:a', undefined],
  ])('%s', (path, value) => {
    expect(at(NAMESPACES, path)).toBe(value)
  })

  test('a prefix counts as the one declared last for its namespace', () => {
    expect(at('<r xmlns:p="u" xmlns:q="u"><p:a>x</p:a></r>', '//p:a')).toBeUndefined()
    expect(at('<r xmlns:p="u" xmlns:q="u"><p:a>x</p:a></r>', '//a')).toBe('x')
  })

  test('white space is no node beside others, but it is as the first', () => {
    expect(at('<r> <a/> <a/>x</r>', '/r/text()')).toBe(' ')
    expect(at('<r><a/> <a/>x</r>', '/r/text()')).toBe('x')
  })

  test('what follows a processing instruction stands in the element before it', () => {
    expect(at('<r><a>1</a><?p?><b>2</b></r>', '/r/a/b')).toBe('2')
    expect(at('<r><?p?><b>2</b></r>', '/r/b')).toBe('2')
  })
})

describe('documents made to do harm', () => {
  test('entities are never expanded', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    expect(at(bomb, '/a')).toBeUndefined()
  })

  test('nesting is bounded and does not overflow', () => {
    const nested = (depth: number) => `${'<a>'.repeat(depth)}x${'</a>'.repeat(depth)}`
    expect(at(nested(9_000), '//a[not(a)]')).toBe('x')
    expect(at(nested(200_000), '//a')).toBeUndefined()
  })

  test('an expression that would go over a document again and again gives up', () => {
    const nested = `${'<a>'.repeat(9_000)}${'</a>'.repeat(9_000)}`
    expect(at(nested, '//a[.//b]')).toBeUndefined()
    expect(at(nested, '//a[contains(., "x")]')).toBeUndefined()
  })

  test('positions among many siblings are counted once', () => {
    const wide = `<r>${'<a/>'.repeat(100_000)}<a>x</a></r>`
    expect(at(wide, '/r/a[position() = last()]')).toBe('x')
  })

  test('changing namespaces leave nothing behind', () => {
    const inner = '<b xmlns:p="u"><p:c/></b>'
    expect(at(`<a>${inner}<p:c/></a>`, '/a')).toBeUndefined()
    expect(at(`<a>${inner}</a>`, 'count(//b) = 1')).toBe('')
  })
})

test('several values are taken from one text', () => {
  const script = 'xml(_, "/r/a", a)\nxml(_, "/r/@n", n)\nxml(other, "/x", x)\nxml(_, "//c", c)'
  const { point } = runScript(script, { message: TREE, fields: { other: '<x>y</x>' } })
  expect(['a', 'n', 'x', 'c'].map((key) => point.get(key))).toEqual(['one', '0', 'y', '<x>'])
})
