// A token or a password never shows: not in the configuration in force, not in a warning, not in a fault.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Environment } from '../../src/config/environment.js'
import { type Loaded, loadConfig } from '../../src/config/load.js'
import { showConfig } from '../../src/config/show.js'
import { formatDiagnostic } from '../../src/errors.js'
import { maskText, maskTokens, maskUrl } from '../../src/util/mask.js'
import { homeWith } from './home.js'

const character = fc.constantFrom(...'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ123456789')
const letters = (least: number) =>
  fc.array(character, { minLength: least, maxLength: 40 }).map((parts) => parts.join(''))
const secret = fc.oneof(
  letters(12),
  fc.tuple(fc.constantFrom('tkn_', 'token_', 'tokn_'), letters(24)).map((parts) => parts.join('')),
)

/** Places in which a secret may stand, right and wrong. */
const PLACES: readonly ((secret: string) => Environment)[] = [
  (s) => ({ ENV_DATAWAY: `https://h.example?token=${s}` }),
  (s) => ({ ENV_DATAWAY: `https://h.example?${s}` }),
  (s) => ({ ENV_DATAWAY: `https://h.example/v1/write?a=${s}&token=${s}` }),
  (s) => ({ ENV_DATAWAY: `https://user:${s}@h.example?token=${s}` }),
  (s) => ({ ENV_DATAWAY: `h.example?token=${s}` }),
  (s) => ({ ENV_DATAWAY: `ftp://h.example?token=${s},https://${s} x` }),
  (s) => ({ ENV_DATAWAY: s }),
  (s) => ({ ENV_DATAWAY_HTTP_PROXY: `http://user:${s}@proxy:3128` }),
  (s) => ({ ENV_DATAWAY_HTTP_PROXY: `user:${s}@proxy` }),
  (s) => ({ ENV_REFER_TABLE_URL: `https://user:${s}@h.example/tables?key=${s}` }),
]

function everythingSaid(env: Environment, home: string): string {
  let loaded: Loaded
  try {
    loaded = loadConfig({ home, env })
  } catch (error) {
    return String((error as Error).stack)
  }
  return [showConfig(loaded.config), ...loaded.warnings.map(formatDiagnostic)].join('\n')
}

describe('a secret', () => {
  it('is nowhere in what is said', () => {
    const home = homeWith({})
    fc.assert(
      fc.property(secret, fc.constantFrom(...PLACES), (value, place) => {
        expect(everythingSaid(place(value), home)).not.toContain(value)
      }),
    )
  })

  it.each([
    ['https://h?token=tkn_x', 'https://h?token=***'],
    ['http://h:1/v1/write/logging?b=2&a=1', 'http://h:1/v1/write/logging?a=***&b=***'],
    ['http://user:password@h:1/', 'http://h:1'],
    ['https://h/tkn_abc?tkn_abc', 'https://h/***?***'],
    ['tkn_abc', '***'],
  ])('is masked in %s', (url, masked) => {
    expect(maskUrl(url)).toBe(masked)
  })

  it.each([
    ['GET http://h/v1?a=1&token=abc failed', 'GET http://h/v1?a=***&token=*** failed'],
    ['{"proxy":"http://me:pass@proxy:1/"}', '{"proxy":"http://***@proxy:1/"}'],
    ["input: 'http://me:pa:ss@[::1'", "input: 'http://***@[::1'"],
    ['authorization: Bearer abcdef-123456', 'authorization: Bearer ***'],
    ['Basic rules of 10 words, me@host, what? a=b', 'Basic rules of 10 words, me@host, what? a=b'],
    ['tkn_abc in https://h/tkn_abc', '*** in https://h/***'],
  ])('is masked in the text %s', (text, masked) => {
    expect(maskText(text)).toBe(masked)
  })

  it('is masked in the text of an error', () => {
    expect(maskTokens('GET /v1/ntp?token=tkn_abc123 failed')).toBe('GET /v1/ntp?token=*** failed')
  })
})
