import { join, resolve } from 'node:path'
import { z } from 'zod'
import { AppError } from './errors.ts'
import { projectRoot } from './project-root.ts'

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Everything the environment decides, read once and checked. */
export type Config = {
  /** 0 takes any free port. */
  port: number
  host: string
  dataFolder: string
  /** A PostgreSQL to use instead of our own; null starts ours in the data folder. */
  databaseUrl: string | null
  /** Origin of every absolute address, without a final slash; null: the address the server listens on. */
  baseUrl: string | null
  logLevel: (typeof logLevels)[number]
  /** How many proxies in front are trusted to say the address of the client. */
  trustProxy: number
  /** Whether `/metrics` answers. */
  metrics: boolean
  /** The address readers may write to, shown on pages and in the data catalogue. */
  contact: string | null
}

const flag = z.stringbool({ truthy: ['1', 'true', 'yes', 'on'], falsy: ['0', 'false', 'no', 'off'] })
const integer = (min: number, max: number) =>
  z.stringFormat('integer', /^\d+$/).transform(Number).pipe(z.int().min(min).max(max))

const schema = z.object({
  PORT: integer(0, 65_535).default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/)
    .default('127.0.0.1'),
  NAVETTE_DATA: z.string().optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  BASE_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => URL.parse(url)?.pathname === '/')
    .optional(),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  TRUST_PROXY: integer(0, 10).default(0),
  METRICS: flag.default(false),
  CONTACT_EMAIL: z.email().optional(),
})

/** The names of the variables `readConfig` reads. */
export const configNames = Object.keys(schema.shape) as (keyof typeof schema.shape)[]

/** Reads the configuration; an empty variable counts as absent, a wrong one is refused as `config_<name>`. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(configNames.flatMap((name) => (env[name] ? [[name, env[name]]] : [])))
  const read = schema.safeParse(given)
  if (!read.success) {
    const name = String(read.error.issues[0]?.path[0])
    throw new AppError('invalid', `config_${name.toLowerCase()}`, { value: given[name] ?? '' })
  }
  const value = read.data
  return {
    port: value.PORT,
    host: value.HOST,
    dataFolder: value.NAVETTE_DATA ? resolve(value.NAVETTE_DATA) : join(projectRoot, 'data'),
    databaseUrl: value.DATABASE_URL ?? null,
    baseUrl: value.BASE_URL ? new URL(value.BASE_URL).origin : null,
    logLevel: value.LOG_LEVEL,
    trustProxy: value.TRUST_PROXY,
    metrics: value.METRICS,
    contact: value.CONTACT_EMAIL ?? null,
  }
}
