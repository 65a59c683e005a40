import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What the process tells Prometheus. */
export type Metrics = {
  observeRequest: (method: string, status: number, seconds: number) => void
  contentType: string
  render: () => Promise<string>
}

/** What is asked each time the figures are. */
export type AskedFigures = {
  dataVersion: () => number
  /** Mails that have not been sent, by state. */
  mails: () => Promise<Record<string, number>>
}

/**
 * Starts counting: requests by method and class of status, the version of the data, mails not sent, and the state of
 * the process.
 */
export function createMetrics({ dataVersion, mails }: AskedFigures): Metrics {
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
  new Gauge({
    name: 'navette_mails',
    help: 'Mails that have not been sent, by state',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset()
      // A database that does not answer is no reason to keep the other figures back.
      const counts = await mails().catch(() => ({}))
      for (const [state, count] of Object.entries(counts)) this.set({ state }, count)
    },
  })
  return {
    observeRequest: (method, status, seconds) =>
      requests.observe({ method, status: `${Math.floor(status / 100)}xx` }, seconds),
    contentType: registry.contentType,
    render: () => registry.metrics(),
  }
}
