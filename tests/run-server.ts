// A server with one slow page instead of the site: what the tests of its life start, stop and kill.
import { setTimeout as sleep } from 'node:timers/promises'
import { Hono } from 'hono'
import { run } from '../platform/http/run.ts'

process.exitCode = await run({
  load: async () => undefined,
  worker: 'worker.ts',
  doors: ({ baseUrl, dataVersion }) =>
    new Hono()
      .get('/', (c) => c.json({ baseUrl, version: dataVersion().version }))
      .get('/slow', async (c) => {
        await sleep(800)
        return c.text('done')
      })
      .get('/broken', (c) => c.text('', 500)),
})
