// Taps on a running server: nobody waits for them, and a stop does not either.
import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { Api } from '../../src/receive/api.js'
import { RECEIVE_DEFAULTS } from '../../src/receive/options.js'
import { tapRoutes } from '../../src/tap/routes.js'
import { TapHub } from '../../src/tap/tap.js'
import { SOURCES } from '../support/api-sources.js'
import { later, openTap, sidecar, start } from './setup.js'

describe('a tap on a running server', () => {
  it('that is not read holds up no record', async () => {
    const server = await start()
    const [host, port] = server.addresses.api.split(':')
    const socket = connect(Number(port), host)
    later(() => socket.destroy())
    await once(socket, 'connect')
    socket.pause()
    socket.write('GET /v1/tap?rate=1000 HTTP/1.1\r\nhost: x\r\n\r\n')
    await openTap(server)
    const { send } = await sidecar(server)
    send(Array.from({ length: 600 }, (_, i) => `n=${i + 100} ${'x'.repeat(30_000)}`))
    const records = await server.dataway.waitFor(600, 15_000)
    expect(records).toHaveLength(600)
  })

  it('has sixteen places, which come back when readers leave', async () => {
    const server = await start()
    const taps = await Promise.all(Array.from({ length: 16 }, () => openTap(server)))
    const url = `http://${server.addresses.api}/v1/tap?count=1`
    const answer = await fetch(url)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '5'])
    expect(await answer.json()).toMatchObject({ error_code: 'datakit.tooManyTaps' })
    for (const tap of taps) await tap.close()
    let again = await fetch(url)
    while (again.status === 429) again = await fetch(url)
    expect(again.status).toBe(200)
    await again.body!.cancel()
  })

  it('takes no place for a HEAD request', async () => {
    const server = await start()
    const url = `http://${server.addresses.api}/v1/tap`
    for (let i = 0; i < 20; i++) expect((await fetch(url, { method: 'HEAD' })).status).toBe(404)
    expect((await openTap(server)).status).toBe(200)
  })

  it('ends at once when the server stops, and says why', async () => {
    const server = await start()
    const tap = await openTap(server)
    const [host, port] = server.addresses.api.split(':')
    const stalled = connect(Number(port), host)
    stalled.on('error', () => {})
    later(() => stalled.destroy())
    stalled.pause()
    stalled.write('GET /v1/tap HTTP/1.1\r\nhost: x\r\n\r\n')
    await once(stalled, 'connect')
    const stopped = server.stop()
    expect(await tap.next()).toEqual({ end: 'stopping' })
    expect(await tap.next()).toBeUndefined()
    await stopped
  })
})

describe('another host', () => {
  const access = { ...RECEIVE_DEFAULTS, apiAddress: '0.0.0.0:0' }

  it('gets no records', async () => {
    const hub = new TapHub()
    const api = new Api(access, SOURCES, [tapRoutes(hub)])
    const answer = await api.inject('/v1/tap', '10.0.0.9')
    expect([answer.statusCode, hub.listening]).toEqual([403, false])
    await api.stop()
  })
})
