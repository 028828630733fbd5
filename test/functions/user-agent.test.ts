// User agents: sections, browsers by engine, systems by engine, bots; and the memo of answers.
import { describe, expect, test } from 'vitest'
import { type Agent, readAgent } from '../../src/pipeline/functions/support/user-agent/agent.js'
import { agentOf } from '../../src/pipeline/functions/support/user-agent/memo.js'
import { parseSections } from '../../src/pipeline/functions/support/user-agent/section.js'

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)'
const ANDROID = 'Mozilla/5.0 (Linux; Android 14; Phone X)'
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X)'

describe('sections', () => {
  test.each([
    ['a/1 b', ['a/1', 'b/']],
    ['a/1/2 (x; y) b', ['a/1/2 x|y', 'b/']],
    ['a (x (y) z) b', ['a/ x (y) z', 'b/']],
    ['a () [ignored (b] c] d', ['a/ ', 'd/']],
    ['(x) a', ['/ x', 'a/']],
    ['a  b', ['a/', '/', 'b/']],
    ['a (open; x', ['a/ open|x']],
    ['[only', ['/']],
  ])('%s', (text, sections) => {
    const found = parseSections(text).map(({ name, version, comment }) => {
      return `${name}/${version}${comment.length > 0 ? ` ${comment.join('|')}` : ''}`
    })
    expect(found).toEqual(sections)
  })
})

describe('browser and engine', () => {
  test.each([
    [`${WINDOWS} ${WEBKIT} Chrome/64.0 Safari/537.36 Edge/17.1`, 'Edge 17.1', 'EdgeHTML '],
    [
      `${WINDOWS} ${WEBKIT} Chrome/119.0 Safari/537.36 Edg/119.1`,
      'Edge 119.1',
      'AppleWebKit 537.36',
    ],
    [`${MAC} ${WEBKIT} Chrome/90.0 Safari/537.36 OPR/76.0`, 'Opera 76.0', 'AppleWebKit 537.36'],
    [`${MAC} ${WEBKIT} Chrome/90.0 YaBrowser/21.5 Yowser/2.5 Safari/537.36`, 'YaBrowser 21.5'],
    [`${WINDOWS} ${WEBKIT} coc_coc_browser/95.0 Chrome/89.0 Safari/537.36`, 'Coc Coc 95.0'],
    [`${MAC} ${WEBKIT} Version/16.0 DuckDuckGo/7 Safari/605.1`, 'DuckDuckGo 7'],
    [`Mozilla/5.0 (Unknown; Linux x86_64) ${WEBKIT} PhantomJS/2.1 Safari/538.1`, 'PhantomJS 2.1'],
    [
      `Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} HeadlessChrome/110.0 Safari/537.36`,
      'Headless Chrome 110.0',
    ],
    [
      `Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} Ubuntu Chromium/80.0 Chrome/80.0 Safari/537.36`,
      'Chromium 80.0',
    ],
    [`${IPHONE} ${WEBKIT} CriOS/119.0 Mobile/15E148 Safari/604.1`, 'Chrome 119.0'],
    [`${IPHONE} ${WEBKIT} GSA/290.0 Mobile/15E148 Safari/604.1`, 'Google App 290.0'],
    [`${IPHONE} ${WEBKIT} FxiOS/120.0 Mobile/15E148 Safari/605.1`, 'Firefox 120.0'],
    [`${IPHONE} ${WEBKIT} Mobile/15E148`, 'Mobile App '],
    [`${IPHONE} ${WEBKIT} Version/17.1 Mobile/15E148 Safari/604.1`, 'Safari 17.1'],
    [`${ANDROID} ${WEBKIT} Version/4.0 Safari/537.36`, 'Android 4.0'],
    [
      `${ANDROID} ${WEBKIT} Version/4.0 Chrome/107.0 Mobile Safari/537.36 MMWEBID/5 MicroMessenger/8.0`,
      'Android 4.0',
    ],
    [`${MAC} ${WEBKIT}`, ' '],
    [
      'Mozilla/5.0 (X11; Linux i686; rv:60.0) Gecko/20100101 Thunderbird/60.0',
      'Thunderbird 60.0',
      'Gecko 20100101',
    ],
    ['Mozilla/5.0 (Windows; U; Windows NT 5.1; ru) Gecko/2009 MRA 5.5', 'MRA ', 'Gecko 2009'],
    [
      'Mozilla/5.0 (Windows; U; Windows NT 5.1; ru) Gecko/2009 MRA 5.5 Firefox/3.6',
      'Firefox 3.6',
      'Gecko 2009',
    ],
    [
      'Mozilla/5.0 (Windows NT 6.3; Trident/7.0; Touch) like Gecko',
      'Internet Explorer ',
      'Trident ',
    ],
    [
      'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 6.1; Trident/5.0)',
      'Internet Explorer 9.0',
      'Trident ',
    ],
    [
      'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 6.1; Trident/7.0)',
      'Internet Explorer 7.0',
      'Trident ',
    ],
    ['Mozilla/4.0 (compatible; MSIE 6.0; Windows 98)', 'Internet Explorer 6.0', 'Trident '],
    ['Opera/9.64 (X11; Linux i686; U; en) Presto/2.1.1', 'Opera 9.64', 'Presto 2.1.1'],
    ['okhttp/4.12.0', 'OkHttp 4.12.0', ' '],
    ['Mozilla/5.0', 'Mozilla 5.0', ' '],
  ])('%s', (text, browser, engine?: string) => {
    const agent = readAgent(text)
    expect(`${agent.browser} ${agent.browserVersion}`).toBe(browser)
    if (engine !== undefined) expect(`${agent.engine} ${agent.engineVersion}`).toBe(engine)
  })
})

describe('platform and system', () => {
  test.each([
    [`${WINDOWS} ${WEBKIT} Chrome/1.0 Safari/1`, 'Windows', 'Windows 10', false],
    [
      'Mozilla/5.0 (Windows NT 5.2; rv:1) Gecko/1 Firefox/1',
      'Windows',
      'Windows XP x64 Edition',
      false,
    ],
    ['Mozilla/5.0 (Windows NT 6.4; rv:1) Gecko/1 Firefox/1', 'Windows', 'Windows NT 6.4', false],
    ['Mozilla/4.0 (compatible; MSIE 6.0)', 'Windows', 'Windows NT 4.0', false],
    [
      'Mozilla/5.0 (compatible; MSIE 9.0; Windows Phone OS 7.5; Trident/5.0; IEMobile/9.0)',
      'Windows',
      'Windows Phone OS 7.5',
      true,
    ],
    [
      `Mozilla/5.0 (X11; U; Linux x86_64) ${WEBKIT} Chrome/1 Safari/1`,
      'X11',
      'Linux x86_64',
      false,
    ],
    [`Mozilla/5.0 (X11) ${WEBKIT} Chrome/1 Safari/1`, 'X11', '', false],
    [`${ANDROID} ${WEBKIT} Chrome/1 Safari/1`, 'Linux', 'Android 14', true],
    [
      `Mozilla/5.0 (Linux; U; Android 4.4; de) ${WEBKIT} Version/4 Safari/1`,
      'Linux',
      'Android 4.4',
      true,
    ],
    [`Mozilla/5.0 (Linux; arm_64) ${WEBKIT} Version/4 Safari/1`, 'Linux', 'Linux', false],
    [
      `${IPHONE} ${WEBKIT} Version/17.1 Mobile/1 Safari/1`,
      'iPhone',
      'CPU iPhone OS 17_1 like Mac OS X',
      true,
    ],
    [`${MAC} ${WEBKIT} FxiOS/120.0 Safari/605.1`, 'iPad', 'Intel Mac OS X 10_15_7', true],
    [
      `Mozilla/5.0 (webOS/1.4; U; en-US) ${WEBKIT} Version/1.0 Safari/1 Pre/1.0`,
      'webOS',
      'Palm',
      true,
    ],
    [
      `Mozilla/5.0 (SymbianOS/9.4; Series60/5.0) ${WEBKIT} Browser/7 Safari/1`,
      'Symbian',
      'SymbianOS/9.4',
      true,
    ],
    [
      `Mozilla/5.0 (BB10; Touch) ${WEBKIT} Version/10.0 Mobile Safari/1`,
      'BlackBerry',
      'BlackBerry',
      true,
    ],
    [
      'Mozilla/5.0 (Android 13; Mobile; rv:109.0) Gecko/109.0 Firefox/119.0',
      'Mobile',
      'Android 13',
      true,
    ],
    ['Mozilla/5.0 (Mobile; rv:26.0) Gecko/26.0 Firefox/26.0', 'Mobile', 'FirefoxOS', true],
    ['Mozilla/5.0 (X11; U; OpenBSD i386; en) Gecko/1 Firefox/1', 'X11', 'OpenBSD i386', false],
    [
      'Opera/9.80 (Android 2.3; Linux; Opera Mobi) Presto/2 Version/11',
      'Android 2.3',
      'Linux',
      true,
    ],
    ['Opera/9.80 (J2ME/MIDP)', 'J2ME/MIDP', 'J2ME/MIDP', false],
    ['Dalvik/2.1.0 (Linux; U)', 'Linux', '', true],
    ['Dalvik/2.1.0', '', '', false],
  ])('%s', (text, platform, os, mobile) => {
    const agent = readAgent(text)
    expect([agent.platform, agent.os, agent.mobile]).toEqual([platform, os, mobile])
  })
})

describe('bots', () => {
  const bot = { bot: true, engine: '', os: '' }
  test.each<[string, Partial<Agent>]>([
    ['FeedFetcher-X/3 extra', { bot: false, browser: 'FeedFetcher-X', engine: 'extra' }],
    ['FeedFetcher-X/3', { ...bot, browser: 'FeedFetcher-X', browserVersion: '' }],
    ['sample/3 (+https://example.com/x)', { ...bot, browser: 'sample', browserVersion: '3' }],
    ['sample/3 (+https://localhost)', { bot: false, browser: 'sample', browserVersion: '3' }],
    [
      'Mozilla/5.0 (compatible; SampleBot/2.0; +http://example.com/bot)',
      { ...bot, browser: 'SampleBot', browserVersion: '2.0' },
    ],
    [
      'Mozilla/5.0 (http://example.com/a.html now)',
      { ...bot, browser: 'http:', browserVersion: '/example.com/a.html' },
    ],
    ['Mozilla/5.0 (a; b; named; see http://example.com)', { ...bot, browser: 'named' }],
    ['Mozilla/5.0 (compatible; ; http://example.com)', { bot: false, browser: 'Mozilla' }],
    [
      `Mozilla/5.0 (Linux; Android 6; N5) ${WEBKIT} Chrome/41 Mobile Safari/537 (compatible; Googlebot/2.1; +http://g.example/b.html)`,
      { ...bot, browser: 'Googlebot', platform: '', mobile: true },
    ],
    [
      `Mozilla/5.0 ${WEBKIT.replace(')', '; compatible; bingbot/2.0; +http://b.example/b.htm)')} Chrome/1 Safari/537 Edg/1`,
      { ...bot, browser: 'bingbot', browserVersion: '2.0' },
    ],
    [
      `${MAC} ${WEBKIT} Version/9 Safari/6 facebookexternalhit/1.1 Facebot Twitterbot/1.0`,
      { bot: true, browser: 'iMessage-Preview', engine: '', platform: 'Macintosh' },
    ],
    [`${MAC} ${WEBKIT} Version/9 Safari/6 Twitterbot/1.0`, { bot: false, browser: 'Safari' }],
  ])('%s', (text, expected) => {
    expect(readAgent(text)).toMatchObject(expected)
  })
})

describe('odd texts', () => {
  test.each([
    '',
    ' ',
    '(',
    ')',
    '[',
    '/',
    '(;',
    'Mozilla',
    'Mozilla/5.0 (',
    'Opera ()',
    'Dalvik ()',
    '\udcff (\udcfe)',
  ])('%j is read without failing', (text) => {
    expect(readAgent(text).bot).toBe(false)
  })

  test.each([' ', '(', 'a; ', '(http://', 'http://.', '() '])(
    '%j many times over is no trouble',
    (part) => {
      expect(() => readAgent(part.repeat(50_000))).not.toThrow()
    },
  )
})

describe('the memo', () => {
  test('gives what reading gives, again and after many others', () => {
    const text = `${WINDOWS} ${WEBKIT} Chrome/118.0 Safari/537.36`
    const expected = readAgent(text)
    expect(agentOf(text)).toEqual({ ...expected })
    expect(agentOf(text)).toBe(agentOf(text))
    for (let i = 0; i < 3000; i++) agentOf(`client/${i}`)
    expect(agentOf(text)).toEqual({ ...expected })
  })

  test('does not keep long texts', () => {
    const text = `client/${'1'.repeat(600)}`
    expect(agentOf(text)).toEqual(agentOf(text))
    expect(agentOf(text)).not.toBe(agentOf(text))
  })
})
