// How long requests to a Dataway take, from the first byte out to the last byte of the answer.
import { Histogram, type Registry } from 'prom-client'

/** A request has 30 s by default: fine steps where a Dataway answers, coarse ones where it is in trouble. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

export function latencyHistogram(registry: Registry): Histogram<'api' | 'status'> {
  return new Histogram({
    name: 'datakit_io_dataway_api_latency_seconds',
    help: 'Time of requests to a Dataway, by answer.',
    labelNames: ['api', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  })
}
