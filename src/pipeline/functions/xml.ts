// xml: the text that an XPath leads to. Several calls on one text parse it once.
import { keyText } from '../../point/scalar.js'
import { defineFunction } from '../define.js'
import { readXmlDocument } from './support/xml/document.js'
import { preparePath } from './support/xpath/text-at.js'

export const xml = defineFunction({
  name: 'xml',
  category: 'text',
  summary: 'Takes the text that an XPath leads to out of an XML text.',
  doc: `Of several nodes the first counts, in the order in which the path finds them. The text of an element is all text in
it, without comments and as it stands. Prefixes are compared as they are written; names in the path must be ASCII.`,
  style: 'positional',
  params: {
    key: { kind: 'key', doc: 'The key that holds the XML.' },
    xpath: { kind: 'string', doc: 'The path, such as `"/order/item[1]/@id"`.' },
    new_key: { kind: 'key', pass: 'none', doc: 'The key to write.' },
  },
  failures: [
    'There is no such key, or it holds no XML: nothing changes.',
    'The path is no XPath, leads nowhere or to no node: nothing changes.',
    'The path compares what cannot be compared, such as a text with a number: the script fails.',
  ],

  prepare({ xpath, new_key }, site) {
    const textAt = preparePath(xpath)
    return (point, _run, value) => {
      const text = keyText(value)
      const root = text === undefined ? undefined : readXmlDocument(text)
      const found = root && textAt(root, (reason) => site.fail(`the XPath meets ${reason}`))
      if (found !== undefined) point.set(new_key, found)
    }
  },

  examples: [
    {
      title: 'An element and an attribute',
      input: '<order id="42"><item>Pen</item><item>Ink</item></order>',
      script: 'xml(_, "/order/item[2]", item)\nxml(_, "/order/@id", id)',
      fields: { item: 'Ink', id: '42' },
    },
    {
      title: 'A prefix',
      input: '<s:Envelope xmlns:s="urn:soap"><s:Body>ok</s:Body></s:Envelope>',
      script: 'xml(_, "//s:Body/text()", body)',
      fields: { body: 'ok' },
    },
    {
      title: 'XML that breaks off',
      input: '<order><item>Pen',
      script: 'xml(_, "/order/item", item)',
      fields: { item: undefined },
    },
    { title: 'A path that is no text', input: '', script: 'xml(_, a, b)', error: 'PL301' },
  ],
})
