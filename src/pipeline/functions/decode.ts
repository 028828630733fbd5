// decode: the bytes of a text read in another character set. Bytes that were no UTF-8 reach it unchanged.
import { keyText } from '../../point/scalar.js'
import { MAX_TEXT, TooLarge, type Value } from '../../point/value.js'
import { toBytes } from '../../util/bytes.js'
import { type Arg, defineFunction } from '../define.js'
import { type Decoder, decoderOf } from './support/decoders.js'

export const decode = defineFunction({
  name: 'decode',
  category: 'text',
  summary: 'Reads the bytes of a key in another character set and writes the text.',
  doc: `The character sets are \`gbk\`, \`gb18030\`, \`utf-16le\` and \`utf-16be\`, in lower case. Bytes that mean nothing
become U+FFFD; a byte order mark stays.`,
  style: 'positional',
  params: {
    key: { kind: 'key', doc: 'The key to change.' },
    encoding: {
      kind: 'node',
      accept: ['string', 'ident', 'attr'],
      doc: 'The character set, or a key that holds its name.',
    },
  },
  failures: [
    'There is no such key: nothing changes.',
    'The character set is not known: nothing changes.',
  ],

  prepare({ key, encoding }) {
    const decoder = chooser(encoding)
    return (point, _run, value, name) => {
      const text = keyText(value)
      const read = text === undefined ? undefined : decoder(name)
      if (text === undefined || read === undefined) return
      const decoded = read(toBytes(text))
      if (decoded.length > MAX_TEXT) throw new TooLarge()
      point.set(key, decoded)
    }
  },

  examples: [
    {
      title: 'Bytes of GBK',
      input: '',
      script: 'text = "\\xc4\\xe3\\xba\\xc3"\ndecode(text, "gbk")',
      fields: { text: '你好' },
    },
    {
      title: 'A character set that is not known',
      input: 'café',
      script: 'decode(_, "GBK")',
      fields: { message: 'café' },
    },
  ],
})

/** A name written in the script is looked up once. */
function chooser(encoding: Arg): (name: Value | undefined) => Decoder | undefined {
  if (typeof encoding.constant === 'string') {
    const decoder = decoderOf(encoding.constant)
    return () => decoder
  }
  return (name) => decoderOf(keyText(name) ?? '')
}
