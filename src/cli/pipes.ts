// What a command does when the one who reads its output goes away, as `head` does: it ends, and says nothing.
import type { Writable } from 'node:stream'

export function leaveWhenUnread(stream: Writable): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })
}
