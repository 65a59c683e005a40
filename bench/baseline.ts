import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Tell } from './figures.ts'
import { ask } from './load.ts'

/** What the barest server reaches on this machine under the same asking: the rates of the product are to be read beside it. */
export async function measureBaseline(seconds: number, tell: Tell): Promise<void> {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'bare-server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = (await once(server.stdout, 'data')) as [Buffer]
  const url = said.toString().trim()
  const effort = { connections: 16, count: 400_000, seconds }
  const page = await ask(url, [{ path: '/' }], effort)
  const unchanged = await ask(url, [{ path: '/', headers: { 'If-None-Match': '"1"' } }], effort)
  server.kill()
  await once(server, 'exit')
  const area = 'machine'
  tell({ area, size: '', what: 'bare node:http, 5 kB', value: Math.round(page.perSecond), unit: '/s' })
  tell({ area, size: '', what: 'bare node:http, 304', value: Math.round(unchanged.perSecond), unit: '/s' })
}
