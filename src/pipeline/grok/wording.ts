// What a piece of a pattern asks for, in words.
import { PatternScope } from './expand.js'
import type { Place } from './levels.js'
import { LIBRARY } from './library.js'
import {
  type Branch,
  groupName,
  innerBounds,
  literalText,
  type Piece,
  splitPattern,
} from './pieces.js'
import type { Where } from './walk.js'

/** Most characters of a description. */
const LONGEST = 300

/** Most alternatives that are named. */
const MOST = 6

/** Built-in patterns of which an example says more than their description. */
const EXAMPLES: Readonly<Record<string, string>> = {
  DATESTAMP_RFC2822: 'Mon, 15 Aug 2005 15:52:01 +0000',
  DATESTAMP_RFC822: 'Mon Aug 15 2005 15:52:01 UTC',
  DATESTAMP_OTHER: 'Mon Aug 15 15:52:01 UTC 2005',
  DATESTAMP_EVENTLOG: '20050815155201',
  DATESTAMP: '08/15/2005 15:52:01',
  DATE_US: '08/15/2005',
  DATE_EU: '15.08.2005',
  DATE: '08/15/2005',
  HTTPDATE: '04/Aug/2022:10:21:14 +0800',
  HTTPDERROR_DATE: 'Mon Aug 15 15:52:01 2005',
  SYSLOGTIMESTAMP: 'Aug 15 15:52:01',
  TIMESTAMP_ISO8601: '2022-08-04T10:21:14.003Z',
  ISO8601_TIMEZONE: '+08:00',
  TIME: '10:21:14',
  MONTH: 'Aug',
  DAY: 'Mon',
  YEAR: '2022',
  TZ: 'UTC',
  IP: '10.0.0.1',
  IPV4: '10.0.0.1',
  IPV6: '2001:db8::17',
  IPORHOST: 'web-1.example',
  HOSTNAME: 'web-1.example',
  HOSTPORT: 'web-1.example:8080',
  MAC: '00:1b:44:11:3a:b7',
  UUID: 'cc21d9b0-0000-4000-8000-000000000001',
  LOGLEVEL: 'ERROR',
  INT: '-12',
  POSINT: '12',
  NONNEGINT: '0',
  NUMBER: '3.5',
  BASE10NUM: '3.5',
  BASE16NUM: '0x1f',
  QUOTEDSTRING: '"text"',
  QS: '"text"',
  EMAILADDRESS: 'a.b@example.com',
  PATH: '/var/log',
  UNIXPATH: '/var/log',
  URI: 'http://example.com/a?b=c',
  URIPATH: '/a/b',
  URIPARAM: '?b=c',
  URIPATHPARAM: '/a?b=c',
  SYSLOGBASE: 'Aug 15 15:52:01 web-1 cron[88]:',
}

const DOCS = new Map(
  LIBRARY.flatMap(({ patterns }) => patterns.map(({ name, doc }) => [name, doc] as const)),
)

export function expectedWords({ piece, level }: Place, where: Where): string {
  const words = pieceWords(piece, level)
  const shown = words.length > LONGEST ? `${words.slice(0, LONGEST).toWellFormed()}…` : words
  return piece.kind === 'place' ? shown : shown + WHERE[where]
}

/** What was to come behind it, and stands in its place. */
export function behindWords(piece: Piece | undefined, { level }: Place): string {
  return piece === undefined ? '' : `, and behind it ${pieceWords(piece, level)}`
}

const WHERE: Readonly<Record<Where, string>> = {
  anywhere: ', anywhere from here on',
  beginning: ', at the beginning of the text',
  here: '',
}

type Written = Place['level']

function pieceWords(piece: Piece, level: Written): string {
  const count = countWords(piece)
  const body = level.expanded.written.slice(piece.start, piece.bodyEnd)
  switch (piece.kind) {
    case 'literal':
      return `${JSON.stringify(literalText(body))}${count}`
    case 'place':
      return PLACES[body] ?? body
    case 'any':
      return `any character${count}`
    case 'class':
      return `${classWords(body)}${count}`
    case 'reference':
      return `${referenceWords(body, level)}${count}`
    case 'group':
      return `${groupWords(piece, level)}${count}`
  }
}

const PLACES: Readonly<Record<string, string>> = {
  '^': 'the beginning of the text',
  '\\A': 'the beginning of the text',
  $: 'the end of the text',
  '\\z': 'the end of the text',
  '\\b': 'the edge of a word',
  '\\B': 'no edge of a word',
}

function countWords({ min, max }: Piece): string {
  if (min === 1 && max === 1) return ''
  if (min === 0) return ', if any'
  if (max === Number.POSITIVE_INFINITY) return min > 1 ? `, ${min} times or more` : ''
  return min === max ? `, ${min} times` : `, ${min} to ${max} times`
}

const CLASSES: Readonly<Record<string, string>> = {
  '\\d': 'a digit',
  '\\D': 'anything but a digit',
  '\\w': 'a letter, digit or _',
  '\\W': 'anything but a letter, digit or _',
  '\\s': 'white space',
  '\\S': 'anything but white space',
}

function classWords(body: string): string {
  const known = CLASSES[body]
  if (known !== undefined) return known
  if (body.startsWith('[^')) return `a character that is none of ${body.slice(2, -1)}`
  return body.startsWith('[') ? `one of ${body.slice(1, -1)}` : `a character of ${body}`
}

function referenceWords(reference: string, { expanded }: Written): string {
  const name = reference.slice(2, -1).split(':')[0]!
  const inner = expanded.references.get(reference)
  if (inner === undefined) return name
  const doc = docOf(name)
  if (doc === undefined || inner !== PatternScope.builtin().lookup(name)) {
    const words = beginningWords(splitPattern(inner.written), { name, expanded: inner })
    return `${name}, which begins with ${words}`
  }
  const example = EXAMPLES[name]
  return `${name} (${doc}${example === undefined ? '' : `, such as ${example}`})`
}

/** The first words of its description; of an alias those of the pattern it stands for. */
function docOf(name: string): string | undefined {
  const doc = DOCS.get(name)
  if (doc === undefined) return undefined
  const alias = /^Short for (\w+)/.exec(doc)?.[1]
  if (alias !== undefined) return docOf(alias)
  return doc[0]!.toLowerCase() + doc.slice(1).replace(/(?:;.*)?\.$/, '')
}

function groupWords(piece: Piece, level: Written): string {
  const words = beginningWords(splitPattern(level.expanded.written, ...innerBounds(piece)), level)
  const name = groupName(piece.opening)
  return name === undefined ? words : `${name}, which begins with ${words}`
}

/** The first pieces of branches. */
function beginningWords(branches: readonly Branch[], level: Written): string {
  const firsts = branches.slice(0, MOST).map(({ pieces }) => {
    const first = pieces.find(({ kind }) => kind !== 'place') ?? pieces[0]
    return first === undefined ? 'nothing' : pieceWords(first, level)
  })
  if (branches.length > MOST) firsts.push('…')
  return [...new Set(firsts)].join(' or ')
}
