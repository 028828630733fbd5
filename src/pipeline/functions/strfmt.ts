// strfmt: text by a format, with the verbs of Go's fmt.Sprintf.
import { MAX_TEXT, TooLarge, type Value, VOID } from '../../point/value.js'
import { type FormatValue, goFormat } from '../../util/go-format.js'
import { defineFunction } from '../define.js'

export const strfmt = defineFunction({
  name: 'strfmt',
  category: 'text',
  summary: 'Writes a text made by a format.',
  doc: `The verbs are those of Go: \`%v\` any value, \`%d\` int, \`%x\` hexadecimal, \`%f %e %g\` float, \`%s\` text,
\`%q\` quoted text, \`%t\` bool, \`%T\` type, \`%%\` a percent sign; with flags, width and precision, such as \`%-8s\` or
\`%.2f\`. A value that fails counts as nil.`,
  style: 'positional',
  params: {
    key: { kind: 'key', pass: 'none', doc: 'The key to write.' },
    format: { kind: 'string', doc: 'The format.' },
    values: { kind: 'any', optional: true, rest: true, guard: true, doc: 'The values.' },
  },
  failures: ['A value does not fit its verb: the text says so, such as `%!d(string=x)`.'],

  prepare({ key, format }) {
    return (point, _run, _key, _format, ...values) => {
      point.set(key, formatted(format, values.map(operand)))
    }
  },

  examples: [
    {
      title: 'Two numbers',
      input: '',
      script: 'strfmt(text, "%05.1f of %d", 3.14159, 10)',
      fields: { text: '003.1 of 10' },
    },
    {
      title: 'A value of the wrong kind',
      input: 'x',
      script: 'strfmt(text, "%d", message)',
      fields: { text: '%!d(string=x)' },
    },
    {
      title: 'No value',
      input: '',
      script: 'strfmt(text, "%s")',
      fields: { text: '%!s(MISSING)' },
    },
  ],
})

function operand(value: Value | undefined): FormatValue {
  return value === undefined || value === VOID ? null : (value as FormatValue)
}

function formatted(format: string, values: readonly FormatValue[]): string {
  try {
    return goFormat(format, values, MAX_TEXT)
  } catch (error) {
    throw error instanceof RangeError ? new TooLarge() : error
  }
}
