// user_agent: browser, engine and system out of the User-Agent of a request.
import { keyText } from '../../point/scalar.js'
import { defineFunction } from '../define.js'
import { agentOf } from './support/user-agent/memo.js'

export const userAgent = defineFunction({
  name: 'user_agent',
  category: 'text',
  summary: 'Tells browser, engine and operating system of a user agent.',
  doc: `Writes \`browser\`, \`browserVer\`, \`engine\`, \`engineVer\`, \`os\`, \`ua\` (the platform, such as \`Windows\`,
\`X11\` or \`iPhone\`), \`isMobile\` and \`isBot\`. What is not known is "".`,
  style: 'positional',
  params: { key: { kind: 'key', doc: 'The key that holds the user agent.' } },
  failures: ['There is no such key: nothing changes.'],

  prepare() {
    return (point, _run, value) => {
      const text = keyText(value)
      if (text === undefined) return
      const agent = agentOf(text)
      point.set('isMobile', agent.mobile)
      point.set('isBot', agent.bot)
      point.set('os', agent.os)
      point.set('browser', agent.browser)
      point.set('browserVer', agent.browserVersion)
      point.set('engine', agent.engine)
      point.set('engineVer', agent.engineVersion)
      point.set('ua', agent.platform)
    }
  },

  examples: [
    {
      title: 'A browser',
      input: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0',
      script: 'user_agent(message)',
      fields: { browser: 'Firefox', browserVer: '121.0', os: 'Windows 10', isMobile: false },
    },
    {
      title: 'A program that fetches pages',
      input: 'example-fetcher/2.1 (+https://example.com/about)',
      script: 'user_agent(message)',
      fields: { browser: 'example-fetcher', isBot: true, os: '' },
    },
    {
      title: 'No such key',
      input: 'curl/8.5.0',
      script: 'user_agent(agent)',
      fields: { browser: undefined },
    },
  ],
})
