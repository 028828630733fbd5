// The disk of the buffer is full, read-only, or gives back other bytes than were written. A small file system in memory
// stands in for the disk, so that it can be filled and locked: mounting it needs root.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { damage } from './damage.js'
import { CountingDataway } from './dataway.js'
import { Ledger } from './ledger.js'
import { brokenOf, type Outcome, sleep } from './outcome.js'
import { readSegments } from './segments.js'
import { ServerUnderTest } from './server.js'
import { Load } from './sidecars.js'

export interface DiskPlan {
  readonly linesPerSecond: number
  /** Load while the Dataway is away. */
  readonly awayMs: number
}

export const DISK: DiskPlan = { linesPerSecond: 5000, awayMs: 10_000 }
export const DISK_SHORT: DiskPlan = { linesPerSecond: 3000, awayMs: 3000 }

const SIZE = '4m'

/** Everything that a run of this kind has. */
interface Stage {
  readonly dataway: CountingDataway
  readonly server: ServerUnderTest
  readonly load: Load
  readonly plan: DiskPlan
}

/** More records than the disk has room for wait for a Dataway that is away. */
export function diskFull(plan: DiskPlan): Promise<Outcome> {
  return onSmallDisk(plan, async (stage) => {
    const { dataway, server, load } = stage
    await fill(stage, plan.awayMs)
    const { buffer } = await server.readiness()
    const said = server.said()
    const code = await deliver(stage, load)
    const lost = missingOf(load, dataway.ledger)
    return {
      fault: `disk of ${SIZE} full under ${plan.linesPerSecond} lines/s`,
      figures: {
        'records handed over': load.handed,
        'waiting when the Dataway came back': buffer.count,
        lost: lost.length,
        duplicates: dataway.ledger.duplicates,
        'out of order': dataway.ledger.outOfOrder,
      },
      broken: brokenOf({
        'nothing is lost': lost.length === 0 && load.handed > 0,
        'it says that the disk is full': said.includes('ENOSPC'),
        'the process ended with code 0': code === 0,
      }),
    }
  })
}

/** The server is started on a disk that it may only read, with records of before on it. */
export function diskReadOnly(plan: DiskPlan): Promise<Outcome> {
  return onSmallDisk({ ...plan, linesPerSecond: 1000 }, async (stage, folder) => {
    const { dataway, server } = stage
    await fill(stage, plan.awayMs / 4)
    const kept = await killed(stage)
    mount('remount,ro', folder)
    await server.start()
    const second = new Load(server.port, 1000, 4, 50)
    await second.start()
    await sleep(plan.awayMs / 4)
    const said = server.said()
    const code = await deliver(stage, second)
    mount('remount,rw', folder)
    const lost = missingOf(second, dataway.ledger)
    return {
      fault: 'disk read-only, with records on it',
      figures: {
        'on the disk': kept.arrived,
        'of those lost': dataway.ledger.missingOf(kept),
        'records handed over then': second.handed,
        lost: lost.length,
        duplicates: dataway.ledger.duplicates,
      },
      broken: brokenOf({
        'nothing that is on the disk is lost':
          kept.arrived > 0 && dataway.ledger.missingOf(kept) === 0,
        'nothing is lost that came then': lost.length === 0 && second.handed > 0,
        'it says that the disk is read-only': said.includes('EROFS'),
        'the process ended with code 0': code === 0,
      }),
    }
  })
}

/** Segments are damaged in five ways while no process runs. */
export function diskDamaged(plan: DiskPlan): Promise<Outcome> {
  // Small segments, so that there are many of them to damage.
  const env = { ENV_LOGFWDSERVER_BUFFER_SEGMENT_BYTES: '524288' }
  return onStage(plan, env, async (stage) => {
    const { dataway, server, load } = stage
    await fill(stage, plan.awayMs)
    const kept = await killed(stage)
    const { files, bytes, hit } = damage(server.bufferFolder)
    await server.start()
    const code = await deliver(stage, load)
    const said = server.said()
    const lost = dataway.ledger.missingOf(kept)
    const hitAndLost = dataway.ledger.missingOf(hit)
    return {
      fault: `${files} damaged segments`,
      figures: {
        'records on the disk': kept.arrived,
        'damaged bytes': bytes,
        'records on those bytes': hit.arrived,
        lost,
        'lost that were not on those bytes': lost - hitAndLost,
        duplicates: dataway.ledger.duplicates,
        'out of order': dataway.ledger.outOfOrder,
      },
      broken: brokenOf({
        'nothing is lost that was not on the damaged bytes':
          lost === hitAndLost && kept.arrived > 0,
        'the damage did something': files >= 5 && lost > 0,
        'it says that bytes are damaged': /damage/i.test(said),
        'the process ended with code 0': code === 0,
      }),
    }
  })
}

/** Records come in while the Dataway is away. */
async function fill({ dataway, server, load }: Stage, ms: number): Promise<void> {
  await server.start()
  await dataway.stop()
  await load.start()
  await sleep(ms)
}

/** Ends the process; answers what is on its disk. */
async function killed({ server, load }: Stage): Promise<Ledger> {
  load.pause()
  await server.kill()
  await load.stop()
  const kept = new Ledger()
  readSegments(server.bufferFolder, kept)
  return kept
}

/** The Dataway is back and takes everything. Answers the exit code of the server. */
async function deliver({ dataway, server }: Stage, load: Load): Promise<number | null> {
  await dataway.start()
  await load.stop()
  await server.drained()
  return (await server.terminate()).code
}

async function onStage(
  plan: DiskPlan,
  env: Readonly<Record<string, string>>,
  play: (stage: Stage) => Promise<Outcome>,
): Promise<Outcome> {
  const dataway = new CountingDataway()
  await dataway.start()
  const usual = {
    ENV_DATAWAY: `${dataway.url}?token=tkn_reliability`,
    ENV_LOGFWDSERVER_MAX_RETRY_DELAY: '1s',
  }
  const server = await ServerUnderTest.make({ env: { ...usual, ...env } })
  try {
    const load = new Load(server.port, plan.linesPerSecond)
    return await play({ dataway, server, load, plan })
  } finally {
    await server.remove()
    await dataway.stop()
  }
}

async function onSmallDisk(
  plan: DiskPlan,
  play: (stage: Stage, folder: string) => Promise<Outcome>,
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'logfwdserver-disk-'))
  mount(`size=${SIZE}`, folder)
  try {
    return await onStage(plan, { ENV_DATAWAY_WAL_PATH: folder }, (stage) => play(stage, folder))
  } finally {
    execFileSync('umount', [folder])
    rmSync(folder, { recursive: true })
  }
}

function mount(options: string, folder: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder])
}

function missingOf(load: Load, ledger: Ledger): number[] {
  return load.sidecars.flatMap(({ source, handed }) =>
    ledger.missing({ source, from: 0, to: handed }),
  )
}
