// What the editor and the pages of functions tell about parameters.
import { expect, it } from 'vitest'
import { catalogue } from '../../src/workbench/catalogue.js'

it.each([
  ['point_window', 'stream_tags', '["filepath","host"]'],
  ['agg_create', 'on_interval', '1m'],
  ['agg_create', 'const_tags', 'null'],
  ['grok', 'trim_space', 'true'],
])('%s shows the default of %s as it is written', (name, parameter, text) => {
  const called = catalogue(new Map()).functions.find((each) => each.name === name)
  expect(called?.params.find((param) => param.name === parameter)?.default).toBe(text)
})
