import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What the process tells Prometheus. */
export type Metrics = {
  observeRequest: (method: string, status: number, seconds: number) => void
  contentType: string
  render: () => Promise<string>
}

/** Starts counting: requests by method and class of status, the version of the data, and the state of the process. */
export function createMetrics(dataVersion: () => number): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'navette_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'status'],
    buckets: [0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  })
  new Gauge({
    name: 'navette_data_version',
    help: 'Version of the public data',
    registers: [registry],
    collect() {
      this.set(dataVersion())
    },
  })
  return {
    observeRequest: (method, status, seconds) =>
      requests.observe({ method, status: `${Math.floor(status / 100)}xx` }, seconds),
    contentType: registry.contentType,
    render: () => registry.metrics(),
  }
}
