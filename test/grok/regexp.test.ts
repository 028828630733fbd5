// Replacing and splitting with Go's rules for templates and empty matches.
import { describe, expect, it } from 'vitest'
import { compileRegexp } from '../../src/pipeline/grok/regexp.js'

describe('replace', () => {
  it.each([
    ['b', 'abcb', 'X', 'aXcX'],
    ['x', 'abc', 'X', 'abc'],
    ['(a)(b)?', 'ab a', '[$1$2]', '[ab] [a]'],
    ['(a)', 'a', '$1x', ''],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the template of the script
    ['(a)', 'a', '${1}x', 'ax'],
    ['(?P<n>a)', 'a', '<$n$n$0>', '<aaa>'],
    ['(?P<n>a)|(?P<n>b)', 'ab', '<$n>', '<a><b>'],
    ['a', 'a', '$$ $ $- ${ ${x $2', '$ $ $- ${ ${x '],
    ['(a)', 'a', '$01', ''],
    ['', 'a😀', '-', '-a-😀-'],
    ['b*', 'abc', '-', '-a-c-'],
    ['a*', 'baac', 'x', 'xbxcx'],
    ['^', 'ab', '>', '>ab'],
    ['$', 'ab', '<', 'ab<'],
    [String.raw`\b`, 'ab cd', '|', '|ab| |cd|'],
    ['a+', 'aab', '$&', '$&b'],
    ['(?:(a)|(b))+', 'ab', '$1$2', 'ab'],
  ])('%j in %j by %j', (pattern, text, template, result) => {
    expect(compileRegexp(pattern).replace(text, template)).toBe(result)
  })
})

describe('split', () => {
  it.each([
    [',', 'a,b,,c', -1, ['a', 'b', '', 'c']],
    [',', ',a,', -1, ['', 'a', '']],
    [',', 'a,b,c', 2, ['a', 'b,c']],
    [',', 'abc', 1, ['abc']],
    [',', 'a', 0, []],
    [',', '', -1, ['']],
    ['', 'a😀c', -1, ['a', '😀', 'c']],
    ['', '', -1, []],
    ['', 'abc', 2, ['a', 'bc']],
    ['b*', 'abbc', -1, ['a', 'c']],
    [String.raw`\s+`, ' a b', -1, ['', 'a', 'b']],
  ])('%j in %j, %i pieces', (pattern, text, limit, pieces) => {
    expect(compileRegexp(pattern).split(text, limit)).toEqual(pieces)
  })
})

describe('test', () => {
  it.each([
    ['', '', true],
    ['b$', 'b\n', false],
    ['a.c', 'xa😀c', true],
    ['(?i)straße', 'STRAẞE', true],
    ['[^a]+x', 'aab', false],
  ])('%j in %j', (pattern, text, answer) => {
    const regexp = compileRegexp(pattern)
    expect(regexp.test(text)).toBe(answer)
    regexp.linear = true
    expect(regexp.test(text)).toBe(answer)
    regexp.linear = false
  })
})
