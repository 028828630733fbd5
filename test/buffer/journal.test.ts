// Files of the journal while the disk is full.
import { expect, it } from 'vitest'
import type { FileSystem } from '../../src/buffer/file-system.js'
import { Journal } from '../../src/buffer/journal.js'
import { SimulatedDisk } from './simulated-disk.js'

it('a journal that cannot be replaced leaves no file open', () => {
  const disk = new SimulatedDisk()
  let open = 0
  const files: FileSystem = {
    ...disk.view(),
    open: (path, mode) => {
      const file = disk.open(path, mode)
      open++
      return Object.assign(Object.create(file), { close: () => void open-- })
    },
  }
  const journal = new Journal(files, '/buffer')
  const line = { reader: 'r', runs: [{ from: 0, to: 1 }] }
  journal.append(line)
  disk.setBytes('/buffer/positions.journal.new', Buffer.alloc(0))
  disk.fail('write', 'ENOSPC')
  for (let tries = 0; tries < 3; tries++) expect(() => journal.saved()).toThrow('ENOSPC')
  journal.close()
  expect(open).toBe(0)
})
