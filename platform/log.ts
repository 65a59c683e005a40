import { type Logger, pino } from 'pino'
import type { Config } from './config.ts'

/** The log of the process: one JSON object per line on standard error; standard output is for people. */
export type Log = Logger

/** Makes the log at the level the configuration asks for; secrets in addresses never reach it. */
export function createLog(config: Pick<Config, 'logLevel'>): Log {
  return pino(
    { level: config.logLevel, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  )
}
