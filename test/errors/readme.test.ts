// The errors that the READMEs show are those that their script gives.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CompileError, compile } from '../../src/index.js'

test.each(['README.md', 'README.zh-CN.md'])('%s shows what is printed', (file) => {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
  const [, script = '', printed] = /```\n(groc[\s\S]*?)```\n\n```\n([\s\S]*?)```/.exec(text) ?? []
  expect(messageOf(script)).toBe(printed)
})

function messageOf(script: string): string {
  try {
    compile(script, { file: 'orders.p' })
    return 'compiles'
  } catch (error) {
    if (error instanceof CompileError) return `${error.message}\n`
    throw error
  }
}
