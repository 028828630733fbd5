// How much a request of the workbench may bring, and how long it may take. Those of `debug` are the original's, which asks
// for nothing else.
import type { Kind } from './messages.js'

const KIB = 1024
const MIB = 1024 * KIB

export interface Limits {
  /** Bytes of the body, decompressed. */
  readonly bodyBytes: number
  /** Bytes of a script. */
  readonly scriptBytes: number
  /** Bytes of all lines. */
  readonly dataBytes: number
  readonly lines: number
  /** Characters of an answer; records for which it has no room are left out. */
  readonly answerChars: number
  /** Time of all of it: what hangs longer ends. */
  readonly ms: number
}

export const LIMITS: Readonly<Record<Kind, Limits>> = {
  debug: {
    // Data in Base64, and the scripts.
    bodyBytes: 48 * MIB,
    scriptBytes: MIB,
    dataBytes: 32 * MIB,
    lines: 100_000,
    answerChars: 64 * MIB,
    ms: 15_000,
  },
  try: {
    // Any character may be sent as an escape of six.
    bodyBytes: 8 * MIB,
    scriptBytes: 256 * KIB,
    dataBytes: MIB,
    lines: 1000,
    answerChars: 16 * MIB,
    ms: 2000,
  },
  format: {
    bodyBytes: 2 * MIB,
    scriptBytes: 256 * KIB,
    dataBytes: 0,
    lines: 0,
    answerChars: MIB,
    ms: 2000,
  },
}

/** The part of the time after which no further record is begun, so that there is an answer with those before it. */
export const RUN_PART = 0.8
