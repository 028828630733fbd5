// set_tag: makes a tag, or turns a field or variable into one.
import { fieldText, storable } from '../../point/point.js'
import type { Value } from '../../point/value.js'
import { type Arg, defineFunction } from '../define.js'

export const setTag = defineFunction({
  name: 'set_tag',
  category: 'point',
  summary: 'Makes a tag of the record.',
  doc: `With one argument, the field or variable of that name becomes the tag. A field of that name is gone
afterwards. Values become text, lists and maps JSON text.`,
  style: 'positional',
  params: {
    key: { kind: 'key', doc: 'The tag to make.' },
    value: {
      kind: 'node',
      accept: ['string', 'ident', 'attr'],
      optional: true,
      doc: 'The text, or the name that holds it. An attribute such as `a.b` gives an empty text.',
    },
  },
  failures: ['There is no such key or variable: the tag is empty.'],

  prepare({ key, value }) {
    if (!value) return (point, _run, current) => point.setTag(key, tagText(current))
    const text = fixedText(value)
    if (text !== undefined) return (point) => point.setTag(key, text)
    return (point, _run, _current, given) => point.setTag(key, tagText(given))
  },

  examples: [
    {
      title: 'A text as tag',
      input: '',
      script: 'set_tag(env, "prod")',
      tags: { env: 'prod' },
    },
    {
      title: 'A field becomes a tag',
      input: '',
      script: 'add_key(code, 200)\nset_tag(code)',
      tags: { code: '200' },
      fields: { code: undefined },
    },
    { title: 'A name without value', input: '', script: 'set_tag(env)', tags: { env: '' } },
    { title: 'A number as value', input: '', script: 'set_tag(env, 5)', error: 'PL301' },
  ],
})

/** The text when it is the same for every record. */
function fixedText(value: Arg): string | undefined {
  if (value.kind === 'attr') return ''
  return value.kind === 'string' ? String(value.constant) : undefined
}

function tagText(value: Value | undefined): string {
  return value === undefined ? '' : fieldText(storable(value))
}
