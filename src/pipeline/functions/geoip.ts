// geoip: the place of an IP address. The database is the node's, see the configuration.
import { keyText } from '../../point/scalar.js'
import { defineFunction, type GeoPlace } from '../define.js'

const NOTHING: GeoPlace = { city: '', province: '', country: '', isp: '' }

export const geoip = defineFunction({
  name: 'geoip',
  category: 'outside',
  summary: 'Writes the place of an IP address: `city`, `province`, `country`, `isp`.',
  doc: `The place comes from the MaxMind databases of the node (\`ENV_LOGFWDSERVER_GEOIP\`): names in English, the country as its
two letters, \`isp\` from an ASN or ISP database, else \`unknown\`.`,
  style: 'positional',
  params: { ip: { kind: 'key', doc: 'The key that holds the address.' } },
  failures: [
    'There is no such key: nothing changes.',
    'There is no database, or the text is no address: the four keys are empty.',
  ],

  prepare(_args, site) {
    return (point, _run, value) => {
      const text = keyText(value)
      if (text === undefined) return
      const place = site.services.place(text) ?? NOTHING
      point.set('city', place.city)
      point.set('province', place.province)
      point.set('country', place.country)
      point.set('isp', place.isp)
    }
  },

  examples: [
    {
      title: 'An address that the database knows',
      input: 'login from 192.0.2.7',
      script: 'grok(_, "%{IPV4:client_ip}")\ngeoip(client_ip)',
      services: {
        place: () => ({ city: 'Oslo', province: 'Oslo', country: 'NO', isp: 'Example Net' }),
      },
      fields: { city: 'Oslo', country: 'NO', isp: 'Example Net' },
    },
    {
      title: 'Without a database',
      input: '192.0.2.7',
      script: 'geoip(message)',
      fields: { city: '', province: '', country: '', isp: '' },
    },
  ],
})
