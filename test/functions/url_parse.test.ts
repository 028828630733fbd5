// The rules of Go's net/url that the vectors do not show.
import { describe, expect, test } from 'vitest'
import { BadUrl, parseUrl } from '../../src/pipeline/functions/support/go-url.js'
import { runScript } from '../support/run-script.js'

describe('hosts and ports', () => {
  test.each([
    ['http://h:/', 'h:', ''],
    ['http://2001:db8::1/', '2001:db8::1', '1'],
    ['http://[::1]', '[::1]', ''],
    ['http://[::1]:', '[::1]:', ''],
    ['http://[fe80::1%25en0]:80/', '[fe80::1%en0]:80', '80'],
    ['http://[fe80::1%25en%30]/', '[fe80::1%en0]', ''],
    ['http://[fe80::1%25a%20b]/', '[fe80::1%a b]', ''],
    ['http://%E6%97%A5.jp/', '日.jp', ''],
    ['http://%ff/', '\udcff', ''],
    ['http://a%25b/', 'a%b', ''],
    ['http://a<b>"c/', 'a<b>"c', ''],
    ['http://u@v:p@h:1/', 'h:1', '1'],
    ['http://@h/', 'h', ''],
    ['//h', 'h', ''],
    ['http:////h', '', ''],
    ['file:///etc', '', ''],
  ])('%s', (url, host, port) => {
    expect(parseUrl(url)).toMatchObject({ host, port })
  })
})

describe('schemes and paths', () => {
  test.each([
    ['', '', ''],
    ['*', '', '*'],
    ['a/b:c', '', 'a/b:c'],
    ['/a:b', '', '/a:b'],
    ['///x', '', '///x'],
    ['x:///p', 'x', '/p'],
    ['mailto:a@b', 'mailto', ''],
    ['Git+SSH.1-2:/p', 'git+ssh.1-2', '/p'],
    ['http:', 'http', ''],
    ['a b', '', 'a b'],
    ['/%e6%97/%a5', '', '/\udce6\udc97/\udca5'],
    ['/%e6%97\udca5', '', '/日'],
    ['/p+q?', '', '/p+q'],
    ['http://h/p#a?b', 'http', '/p'],
    ['http://h/p#\n', 'http', '/p'],
  ])('%j', (url, scheme, path) => {
    expect(parseUrl(url)).toMatchObject({ scheme, path })
  })
})

test.each([
  ['a=1&a=2&b=3', { a: '1,2', b: '3' }],
  ['a&&=', { a: '', '': '' }],
  ['a=b=c', { a: 'b=c' }],
  ['a=1;b=2&c=3', { c: '3' }],
  ['a=%3B', { a: ';' }],
  ['a=%zz&b=%4&c=%41', { c: 'A' }],
  ['%zz=1', {}],
  ['a+b=c%2Bd+e', { 'a b': 'c+d e' }],
  ['a=1?b=2', { a: '1?b=2' }],
  ['x[1]=2', { 'x[1]': '2' }],
])('the query %s', (query, params) => {
  expect(parseUrl(`http://h/?${query}`).params).toEqual(params)
  expect(parseUrl(`mailto:x?${query}`).params).toEqual(params)
})

test('a parameter called __proto__ is a parameter', () => {
  expect(Object.entries(parseUrl('/?__proto__=1').params)).toEqual([['__proto__', '1']])
})

test.each([
  ':x',
  'http://h/%',
  'http://h/%4g',
  'http://h%41/',
  'http://[::1',
  'http://[::1]x',
  'http://[::1]:8a',
  'http://[::1%25%01]/',
  'http://[::1%25%ff]/',
  'http://h:-1/',
  'http://a\\b/',
  'http://a`b/',
  'http://a{b}/',
  'http://us er@h/',
  'http://a[b@h/',
  'http://a%zz@h/',
  'http://日@h/',
  'http://h/#%',
  '1:2',
  ':b:c/d',
  '\x7f',
  'http://h/\t',
])('%j is no URL', (url) => {
  expect(() => parseUrl(url)).toThrow(BadUrl)
})

test('a missing key gives nil and does not stop the script', () => {
  const { point } = runScript('add_key(none, url_parse(gone) == nil)', { message: '' })
  expect(point.get('none')).toBe(true)
})
