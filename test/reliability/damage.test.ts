// Segments damaged while no process runs. The long run is `npm run bench -- reliability disk-damaged`.
import { expect, it } from 'vitest'
import { DISK_SHORT, diskDamaged } from '../../bench/reliability/disk.js'

it('loses only the records on damaged bytes', { timeout: 60_000 }, async () => {
  expect((await diskDamaged(DISK_SHORT)).broken).toEqual([])
})
