// url_parse: the parts of a URL as a map.
import { keyText } from '../../point/scalar.js'
import { defineFunction } from '../define.js'
import { BadUrl, parseUrl } from './support/go-url.js'

export const urlParse = defineFunction({
  name: 'url_parse',
  category: 'text',
  summary: 'Gives the parts of a URL as a map.',
  doc: `The members are \`scheme\` (in lower case), \`host\` (with the port), \`port\`, \`path\` (decoded) and \`params\`, a map
of the decoded query parameters; the values of a repeated one are joined with commas. User information and fragment
are left out.`,
  style: 'positional',
  params: { key: { kind: 'name', doc: 'The key that holds the URL.' } },
  failures: [
    'There is no such key: the result is nil.',
    'It holds no URL, such as one with a port that is no number: the script fails.',
  ],

  prepare({ key }, site) {
    return (_point, _run, value) => {
      const text = keyText(value)
      if (text === undefined) return
      try {
        return { ...parseUrl(text) }
      } catch (error) {
        if (!(error instanceof BadUrl)) throw error
        return site.fail(`${key} holds no URL: ${error.message}`)
      }
    }
  },

  examples: [
    {
      title: 'The parts of a URL',
      input: 'https://api.example:8443/v1/user%20list?id=7&id=8&q=a%2Bb',
      script: `url = url_parse(message)
add_key(host, url["host"])
add_key(path, url["path"])
add_key(ids, url["params"]["id"])`,
      fields: { host: 'api.example:8443', path: '/v1/user list', ids: '7,8' },
    },
    {
      title: 'A port that is no number',
      input: 'http://h:80a/',
      script: 'url = url_parse(message)',
      failure: 'port',
    },
    { title: 'A text in quotes', input: '', script: 'url_parse("http://h/")', error: 'PL301' },
  ],
})
