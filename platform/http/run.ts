import { readConfig } from '../config.ts'
import { isAppError } from '../errors.ts'
import { commandLocale } from '../i18n/command-locale.ts'
import { errorSentence, translator } from '../i18n/translator.ts'
import { createLog, type Log } from '../log.ts'
import { type Program, type RunningServer, startServer } from './life-cycle.ts'

const t = translator(commandLocale(process.env))
const say = (sentence: string) => process.stdout.write(`${sentence}\n`)

/** Runs the server until it is told to stop, or cannot go on; answers the exit code. */
export async function run(program: Program): Promise<number> {
  try {
    const config = readConfig(process.env)
    const log = createLog(config)
    say(t('cli.start.preparing'))
    const server = await startServer(config, log, program)
    say(t('cli.start.ready', { address: server.address }))
    say(t('cli.start.stopKey'))
    log.info({ address: server.address }, 'listening')
    const code = await untilStopped(server, log)
    say(t('cli.start.stopped'))
    return code
  } catch (error) {
    if (!isAppError(error)) throw error
    process.stderr.write(`${errorSentence(t, error)}\n`)
    return error.code === 'invalid' ? 2 : 1
  }
}

function untilStopped(server: RunningServer, log: Log): Promise<number> {
  return new Promise((resolve, reject) => {
    const stop = (code: number) => server.stop().then(() => resolve(code), reject)
    let askedAt = 0
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        // Ctrl-C comes from the terminal and again from the script that started us: one wish, not two.
        if (askedAt && Date.now() - askedAt < 1000) return
        if (!askedAt) say(t('cli.start.stopping'))
        askedAt = Date.now()
        log.info({ signal }, 'stopping')
        stop(0)
      })
    }
    server.databaseEnded.then(() => {
      if (askedAt) return
      process.stderr.write(`${t('cli.start.databaseEnded')}\n`)
      log.fatal('database ended')
      stop(1)
    })
  })
}
