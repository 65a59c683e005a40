import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

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

function environment(dataFolder: string, databaseUrl: string | null): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, BASE_URL: __, ...rest } = process.env
  const own = { NODE_ENV: 'production', PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error', NAVETTE_DATA: dataFolder }
  return { ...rest, ...own, ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) }
}

/** Starts the built program as `npm start` does, on any free port and its own PostgreSQL or a given one, and waits until it answers. */
export async function runSite(dataFolder: string, databaseUrl: string | null = null): Promise<RunningSite> {
  if (!existsSync(program)) throw new Error('The built site is missing: run `npm run build` first.')
  const env = environment(dataFolder, databaseUrl)
  const server = spawn(process.execPath, [program], { cwd: root, env, stdio: 'pipe' })
  const ended = once(server, 'exit')
  const logged: string[] = []
  server.stderr.setEncoding('utf8').on('data', (text: string) => logged.push(...text.split('\n').filter(Boolean)))
  const address = new Promise<string>((resolve) => {
    let said = ''
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const found = said.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0]
      if (found) resolve(found)
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
