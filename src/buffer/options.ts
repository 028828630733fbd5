// Options of the buffer: how much it keeps while the Dataway is away, and what happens beyond that.
import { defaultsOf, type OptionsOf, option } from '../util/option.js'

const MIB = 1024 * 1024
const GIB = 1024 * MIB

/** What a full buffer does: sockets are not read any more, or the oldest records go. */
export type WhenFull = 'block' | 'drop_oldest'

export type BufferKind = 'disk' | 'memory'

export const BUFFER = {
  kind: option<BufferKind>(
    'disk',
    'Where records wait for the Dataway: on `disk`, where they outlive the process, or in `memory`.',
  ),
  capacityBytes: option(
    64 * MIB,
    'Encoded bytes kept in memory: all there may be in memory alone, the newest ones besides a disk.',
  ),
  whenFull: option<WhenFull>(
    'block',
    'What a full buffer does: `block` stops reading sockets, `drop_oldest` gives up the oldest records and counts them.',
  ),
  diskPath: option<string | undefined>(
    undefined,
    'Folder of the disk buffer, its own for each process; `buffer` in the cache folder when empty.',
  ),
  diskCapacityBytes: option(
    2 * GIB,
    'Encoded bytes kept on disk; its files are larger by some 60 bytes for each batch.',
  ),
  segmentBytes: option(
    16 * MIB,
    'Size of a file of the disk buffer, removed when all in it arrived.',
  ),
  syncIntervalMs: option(
    200,
    'Longest time until what was written to the disk buffer survives the end of the machine.',
  ),
  syncBytes: option(8 * MIB, 'Bytes of the disk buffer that are worth a sync at once.'),
  diskRetryMs: option(
    5000,
    'How often a disk buffer that cannot write is tried again; records wait in memory meanwhile.',
  ),
}

export type BufferOptions = OptionsOf<typeof BUFFER>

export const BUFFER_DEFAULTS: BufferOptions = defaultsOf(BUFFER)
