// What a command does when the one who reads its output goes away, as `head` does: it ends, and says nothing.
import type { Writable } from 'node:stream'

const minded = new WeakSet<Writable>()

export function leaveWhenUnread(stream: Writable): void {
  if (minded.has(stream)) return
  minded.add(stream)
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })
}
