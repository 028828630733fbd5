import { describe, expect, it } from 'vitest'
import { readerNames, shownNames } from '../../src/forward/reader-name.js'

const TOKEN = 'tkn_0123456789abcdef0123456789abcdef'

function names(...urls: string[]): string[] {
  return readerNames(urls.map((url) => ({ url })))
}

describe('the position of a Dataway in the buffer', () => {
  const [one, two] = names(`https://a?token=${TOKEN}`, `https://b?token=${TOKEN}`) as [
    string,
    string,
  ]

  it('is found whatever the order, the path and the rest of the query', () => {
    expect(names(`https://b/x?y=1&token=${TOKEN}`, `https://A:443?token=${TOKEN}`)).toEqual([
      two,
      one,
    ])
  })

  it.each([
    `http://a?token=${TOKEN}`,
    `https://a:1?token=${TOKEN}`,
    'https://a?token=t',
    'https://a',
  ])('is another one for %s', (url) => {
    expect(names(url)).not.toContain(one)
  })

  it('is one for each of two that are the same', () => {
    const url = `https://a?token=${TOKEN}`
    expect(names(url, url)).toEqual([one, `${one}-2`])
  })

  it('shows no token', () => {
    expect(one).toMatch(/^[0-9a-f]{16}$/)
  })
})

it('a Dataway is shown by its address, workspaces of one host are told apart', () => {
  const urls = [`https://a?token=${TOKEN}`, 'https://b?token=x', 'https://a?token=y']
  expect(shownNames(urls.map((url) => ({ url })))).toEqual([
    'https://a?token=***',
    'https://b?token=***',
    'https://a?token=*** #2',
  ])
})
