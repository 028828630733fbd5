// How long things take: requests to a Dataway, from the first byte out to the last byte of the answer, and batches on their way
// through the pipeline.
import { Histogram, type Registry } from 'prom-client'

/** A request has 30 s by default: fine steps where a Dataway answers, coarse ones where it is in trouble. */
const REQUEST_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** A batch holds up the node while it runs: fine steps where nobody notices, coarse ones where the watchdog ends it. */
const BATCH_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1]

export function latencyHistogram(registry: Registry): Histogram<'api' | 'status'> {
  return new Histogram({
    name: 'datakit_io_dataway_api_latency_seconds',
    help: 'Time of requests to a Dataway, by answer.',
    labelNames: ['api', 'status'],
    buckets: REQUEST_BUCKETS,
    registers: [registry],
  })
}

export function batchHistogram(registry: Registry): Histogram {
  return new Histogram({
    name: 'logfwdserver_batch_seconds',
    help: 'Time of batches in the pipeline, from message to encoded record.',
    buckets: BATCH_BUCKETS,
    registers: [registry],
  })
}
