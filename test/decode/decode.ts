// Helpers of the decoder's tests: a message in, the point it becomes out.
import { type MergeTags, MessageDecoder } from '../../src/decode/message.js'
import { makePoint } from '../../src/decode/record.js'
import type { Point } from '../../src/point/point.js'
import { Tags } from '../../src/point/tags.js'

/** Only the tags of the message. */
export const mergeNothing: MergeTags = (tags) => Tags.of(tags)

export const NOW = 1_659_579_674_731_000_000n

/** A point as plain data; a fault as its reason. */
export function plain(decoder: MessageDecoder, frame: string) {
  const decoded = decoder.decode(Buffer.from(frame))
  if (!decoded.template) return { fault: decoded.reason }
  const { template, log, lines } = decoded
  const point = makePoint(template, log, lines, NOW)
  return {
    ...pointData(point),
    pipeline: template.pipeline,
    filepath: template.filepath,
    lines,
    log,
  }
}

function pointData(point: Point) {
  return {
    name: point.name,
    time: point.time,
    storageIndex: point.storageIndex,
    tags: Object.fromEntries(point.tags.sorted()),
    fields: Object.fromEntries(point.fields()),
  }
}

export function decodeOne(frame: string) {
  return plain(new MessageDecoder(mergeNothing), frame)
}
