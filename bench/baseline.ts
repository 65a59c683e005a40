import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Tell } from './figures.ts'
import { ask, type Load } from './load.ts'
import { processorSeconds } from './processor-time.ts'

/** What the barest server reaches on this machine under the same asking: the rates of the product are to be read beside it. */
export async function measureBaseline(seconds: number, tell: Tell): Promise<void> {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'bare-server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = (await once(server.stdout, 'data')) as [Buffer]
  const url = said.toString().trim()
  const effort = { connections: 16, count: 400_000, seconds }
  const rates: [what: string, load: Load, used: number | null][] = []
  for (const [what, headers] of [
    ['bare node:http, 5 kB', {}],
    ['bare node:http, 304', { 'If-None-Match': '"1"' }],
  ] as const) {
    const busy = processorSeconds(server.pid ?? 0)
    const load = await ask(url, [{ path: '/', headers }], effort)
    rates.push([what, load, busy === null ? null : (processorSeconds(server.pid ?? 0) ?? 0) - busy])
  }
  server.kill()
  await once(server, 'exit')
  for (const [what, load, used] of rates) {
    const figure = { area: 'machine', size: '', unit: '/s' }
    tell({ ...figure, what, value: Math.round(load.perSecond) })
    if (used !== null) tell({ ...figure, what: `${what}, per core`, value: Math.round(load.times.length / used) })
  }
}
