// Whether a socket is read: it is unless somebody wants it to wait. Each who may has a name, so that nobody opens what
// another has shut.
import type { Readable } from './lane.js'

export class Valve {
  private readonly shutBy = new Set<string>()

  constructor(private readonly socket: Pick<Readable, 'pause' | 'resume'>) {}

  set(name: string, shut: boolean): void {
    const before = this.shutBy.size > 0
    if (shut) this.shutBy.add(name)
    else this.shutBy.delete(name)
    const after = this.shutBy.size > 0
    if (after && !before) this.socket.pause()
    if (before && !after) this.socket.resume()
  }

  isShutBy(name: string): boolean {
    return this.shutBy.has(name)
  }

  /** The valve as one of them sees it. */
  by(name: string): Pick<Readable, 'pause' | 'resume'> {
    return { pause: () => this.set(name, true), resume: () => this.set(name, false) }
  }
}
