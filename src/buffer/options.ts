// Options of the buffer: how much it keeps while the Dataway is away, and what happens beyond that.
import { defaultsOf, type OptionsOf, option } from '../util/option.js'

const MIB = 1024 * 1024
const GIB = 1024 * MIB

/** What a full buffer does: sockets are not read any more, or the oldest records go. */
export type WhenFull = 'block' | 'drop_oldest'

export const BUFFER = {
  capacityBytes: option(64 * MIB, 'Encoded bytes kept in memory while they wait for the Dataway.'),
  whenFull: option<WhenFull>(
    'block',
    'What a full buffer does: `block` stops reading sockets, `drop_oldest` gives up the oldest records and counts them.',
  ),
  diskPath: option<string | undefined>(
    undefined,
    'Folder of the disk buffer; in memory when empty.',
  ),
  diskCapacityBytes: option(2 * GIB, 'Encoded bytes kept on disk.'),
}

export type BufferOptions = OptionsOf<typeof BUFFER>

export const BUFFER_DEFAULTS: BufferOptions = defaultsOf(BUFFER)
