// The examples above the rules of the grammar.
import { readFileSync } from 'node:fs'
import { extractExamples } from 'ohm-js/extras'
import { describe, expect, test } from 'vitest'
import grammar from '../../src/pipeline/language/pipeline.ohm-bundle.js'

const file = new URL('../../src/pipeline/language/pipeline.ohm', import.meta.url)
const examples = extractExamples(readFileSync(file, 'utf8'))

describe('the grammar agrees with its examples', () => {
  for (const { rule, example, shouldMatch } of examples) {
    test(`${rule} ${shouldMatch ? 'takes' : 'refuses'} ${JSON.stringify(example)}`, () => {
      expect(grammar.match(example, rule).succeeded()).toBe(shouldMatch)
    })
  }
})
