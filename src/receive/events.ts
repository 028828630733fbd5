// What the receiver tells of itself. Counters and logs stay outside: the receiver only reports.
import type { Listener } from './options.js'

/** One sidecar's connection, from its upgrade to its end. */
export interface Connection {
  readonly id: number
  readonly remoteAddress: string
  /** The port it came in on, as it is configured now. */
  readonly listener: Listener
}

/**
 * Why a connection was not taken: no place for it in all or from its address, too slow with its request, too many that say
 * nothing, no token that counts, no TLS that works, no certificate of a known authority, or a request that is none.
 */
export type RefusalReason =
  | 'too_many'
  | 'too_many_of_address'
  | 'handshake_timeout'
  | 'too_many_handshakes'
  | 'token'
  | 'tls'
  | 'client_certificate'
  | 'bad_request'

/**
 * Why a connection ended: the peer closed it, sent what is not allowed, did not finish a message that others waited for, was
 * lost, or this process stops.
 */
export type CloseReason =
  | 'peer'
  | 'too_large'
  | 'bad_utf8'
  | 'bad_frame'
  | 'unfinished'
  | 'lost'
  | 'stop'

/** Why sockets were not read: one connection's bytes, the bytes of all, messages that have not come whole, or a full buffer. */
export type PauseReason = 'connection' | 'total' | 'unfinished' | 'buffer'

export interface ReceiveEvents {
  connectionOpened(connection: Connection): void
  connectionClosed(connection: Connection, reason: CloseReason): void
  connectionRefused(reason: RefusalReason, remoteAddress: string): void
  /** A whole message of so many bytes arrived. */
  frame(bytes: number): void
  /** Reading begins or ends to wait; `connection` and `unfinished` are reported once for each connection. */
  pauseChanged(reason: PauseReason, waiting: boolean): void
  /** So many seconds passed without reading. */
  paused(reason: PauseReason, seconds: number): void
  /** The files of a certificate or of tokens have changed and are in force. */
  secretRenewed(what: Secret, address: string): void
  /** They have changed and cannot be used; what was before stays in force. */
  secretRefused(what: Secret, reason: string): void
}

export type Secret = 'certificate' | 'token'
