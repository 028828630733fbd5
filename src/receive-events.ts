// What the receiver tells, made events: connections by the port they came in on, and each way in which something was not read,
// not taken or cut off.
import type { CloseReason, ReceiveEvents } from './receive/events.js'
import type { Events } from './telemetry/events.js'

/** A message was on its way and is lost with the connection. */
const WITH_MESSAGE: ReadonlySet<CloseReason> = new Set([
  'too_large',
  'bad_utf8',
  'bad_frame',
  'unfinished',
])

export function receiveEvents(events: Events): ReceiveEvents {
  const { metrics } = events
  return {
    connectionOpened: ({ listener }) => metrics.connectionOpened(listener.address),
    connectionClosed: ({ listener, remoteAddress }, reason) => {
      metrics.connectionClosed(listener.address, reason)
      if (WITH_MESSAGE.has(reason)) events.messageRefused(reason)
      if (reason !== 'peer' && reason !== 'stop') events.connectionBroken(reason, remoteAddress)
    },
    connectionRefused: (reason, address) => events.connectionRefused(reason, address),
    secretRenewed: (what, port) => events.secretRenewed(what, port),
    secretRefused: (what, reason) => events.secretRefused(what, reason),
    frame: () => {},
    pauseChanged: (reason, waiting) => {
      if (waiting) events.readPaused(reason)
      else events.readResumed(reason)
    },
    paused: (reason, seconds) => metrics.readWaited(reason, seconds),
  }
}
