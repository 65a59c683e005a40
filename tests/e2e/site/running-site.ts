import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** The built program serving a data folder: where, and how to end it. */
export type RunningSite = {
  url: string
  pid: number
  /** Ends it as Ctrl-C does; answers the errors it logged while it ran. */
  stop: () => Promise<string[]>
}

const root = join(import.meta.dirname, '../../..')
// A first start loads the register of a whole country.
const startPatience = 120_000
const program = join(root, 'build/server/index.js')

function environment(dataFolder: string, settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, BASE_URL: __, SMTP_URL: ___, OIDC_ISSUER: ____, ...rest } = process.env
  const own = { NODE_ENV: 'production', PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error', NAVETTE_DATA: dataFolder }
  return { ...rest, ...own, ...settings }
}

// It says its address once before it opens its doors: in the link for its administrator.
async function untilReady(url: string): Promise<void> {
  while ((await fetch(`${url}/readyz`)).status !== 200) await sleep(50)
}

/**
 * Starts the built program as `npm start` does, and waits until it answers; `settings` are variables of its environment.
 * Without `PORT` it takes any free port.
 */
export async function runSite(
  dataFolder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningSite> {
  if (!existsSync(program)) throw new Error('The built site is missing: run `npm run build` first.')
  const env = environment(dataFolder, settings)
  const server = spawn(process.execPath, [program], { cwd: root, env, stdio: 'pipe' })
  const ended = once(server, 'exit')
  const logged: string[] = []
  server.stderr.setEncoding('utf8').on('data', (text: string) => logged.push(...text.split('\n').filter(Boolean)))
  const address = new Promise<string>((resolve) => {
    let said = ''
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      // Behind a proxy it says the address its readers know, and answers at its own.
      const found = said.match(/https?:\/\/[\w.]+(:\d+)?/)?.[0]
      if (found) resolve(settings.PORT ? `http://127.0.0.1:${settings.PORT}` : found)
    })
  })
  const failed = ended.then(([code]) => {
    throw new Error(`The server ended with code ${code}:\n${logged.join('\n')}`)
  })
  // However the tests end, their server ends with them.
  const end = () => server.kill('SIGKILL')
  process.once('exit', end)
  const patience = setTimeout(end, startPatience)
  const url = await Promise.race([address, failed])
  await Promise.race([untilReady(url), failed])
  clearTimeout(patience)
  return {
    url,
    pid: server.pid ?? 0,
    async stop() {
      failed.catch(() => undefined)
      process.off('exit', end)
      server.kill('SIGTERM')
      const [code] = await ended
      return code === 0 ? logged : [...logged, `The server ended with code ${code}.`]
    },
  }
}
