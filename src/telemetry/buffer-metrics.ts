// Series of the buffer and its disk.
import { Counter, Gauge, type Registry } from 'prom-client'

/** How the disk of a buffer does. */
export interface DiskReading {
  readonly inTrouble: boolean
  readonly unwritten: number
  readonly unsynced: number
  readonly fileBytes: number
}

/** What waits for a Dataway. */
export interface ReaderReading {
  /** Its address without secrets. */
  readonly endpoint: string
  readonly bytes: number
  readonly count: number
}

const GAUGES: readonly [name: string, help: string, value: (disk: DiskReading) => number][] = [
  [
    'writable',
    '1 while what comes is written to disk, 0 while the disk takes nothing and it waits in memory',
    (disk) => (disk.inTrouble ? 0 : 1),
  ],
  ['unwritten_bytes', 'Bytes that wait in memory for the disk', (disk) => disk.unwritten],
  [
    'unsynced_bytes',
    'Bytes on disk that the end of the machine would take',
    (disk) => disk.unsynced,
  ],
  ['file_bytes', 'Bytes of the files of the buffer', (disk) => disk.fileBytes],
]

export class BufferMetrics {
  private readonly points: Counter
  private readonly syncs: Counter
  private readonly troubles: Counter
  private readonly damagedPoints: Counter
  private readonly damagedBytes: Counter
  private readonly filesAside: Counter

  constructor(private readonly registry: Registry) {
    this.points = this.counter(
      'datakit_io_wal_point_total',
      'Records taken into the buffer: D on disk, M in memory alone',
      ['category', 'status'],
    )
    this.syncs = this.counter('logfwdserver_disk_buffer_syncs_total', 'Syncs of the disk')
    this.troubles = this.counter(
      'logfwdserver_disk_buffer_troubles_total',
      'Times that the disk began to take nothing',
    )
    this.damagedPoints = this.counter(
      'logfwdserver_disk_buffer_damaged_points_total',
      'Records on disk that were damaged, as far as their number is known',
    )
    this.damagedBytes = this.counter(
      'logfwdserver_disk_buffer_damaged_bytes_total',
      'Bytes on disk that were damaged',
    )
    this.filesAside = this.counter(
      'logfwdserver_disk_buffer_set_aside_files_total',
      'Files of the buffer that were put out of the way',
    )
  }

  kept(category: string, points: number, onDisk: boolean): void {
    this.points.inc({ category, status: onDisk ? 'D' : 'M' }, points)
  }

  synced(): void {
    this.syncs.inc()
  }

  troubled(): void {
    this.troubles.inc()
  }

  damaged(points: number, bytes: number): void {
    this.damagedPoints.inc(points)
    this.damagedBytes.inc(bytes)
  }

  setAside(): void {
    this.filesAside.inc()
  }

  /** Reads the disk whenever the metrics are read. */
  watchDisk(read: () => DiskReading): void {
    for (const [name, help, value] of GAUGES) {
      new Gauge({
        name: `logfwdserver_disk_buffer_${name}`,
        help: `${help}.`,
        registers: [this.registry],
        collect() {
          this.set(value(read()))
        },
      })
    }
  }

  /** Reads how far behind each Dataway is whenever the metrics are read. */
  watchReaders(read: () => readonly ReaderReading[]): void {
    const watch = (name: string, help: string, value: (reader: ReaderReading) => number) =>
      new Gauge({
        name: `logfwdserver_endpoint_waiting_${name}`,
        help: `${help} that wait for a Dataway, without those on their way.`,
        labelNames: ['endpoint'],
        registers: [this.registry],
        collect() {
          for (const reader of read()) this.set({ endpoint: reader.endpoint }, value(reader))
        },
      })
    watch('points', 'Records', ({ count }) => count)
    watch('bytes', 'Encoded bytes', ({ bytes }) => bytes)
  }

  private counter(name: string, help: string, labelNames: string[] = []): Counter {
    return new Counter({ name, help: `${help}.`, labelNames, registers: [this.registry] })
  }
}
