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
  /** The mail server messages leave by; null: they stay in the outbox, where an administrator reads them. */
  smtpUrl: string | null
  /** The address messages come from. */
  mailFrom: string
  /** The domain of the addresses news is answered to; null: none are given out. */
  inboundDomain: string | null
  /** The port the worker takes such mails on; null: a mail server hands them to `navette receive-mail`. */
  inboundSmtpPort: number | null
  /** An identity provider people may come in by, beside the link in a mail. */
  identityProvider: IdentityProvider | null
}

/** An identity provider (OpenID Connect): where it is, how it knows us, how its button is called. */
export type IdentityProvider = {
  issuer: string
  clientId: string
  clientSecret: string
  name: string
  scopes: readonly string[]
  /** Whether the operator answers for its addresses where it does not say that it has verified them. */
  trustEmail: boolean
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
  SMTP_URL: z.url({ protocol: /^smtps?$/, hostname: /./ }).optional(),
  MAIL_FROM: z.email().optional(),
  INBOUND_DOMAIN: z
    .string()
    .regex(/^[a-z\d]([a-z\d.-]*[a-z\d])?$/i)
    .max(200)
    .optional(),
  INBOUND_SMTP_PORT: integer(0, 65_535).optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(60).optional(),
  OIDC_SCOPES: z
    .string()
    .regex(/^openid( [\w:./-]+)*$/)
    .default('openid email profile'),
  OIDC_TRUST_EMAIL: flag.default(false),
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
    smtpUrl: value.SMTP_URL ?? null,
    mailFrom: value.MAIL_FROM ?? `navette@${mailHost(value.BASE_URL)}`,
    inboundDomain: value.INBOUND_DOMAIN?.toLowerCase() ?? null,
    inboundSmtpPort: value.INBOUND_SMTP_PORT ?? null,
    identityProvider: readIdentityProvider(value),
  }
}

// Four words, or none: half a provider is a mistake of whoever wrote them.
function readIdentityProvider(value: z.infer<typeof schema>): IdentityProvider | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name } = value
  if (!issuer && !clientId && !clientSecret && !name) return null
  if (!issuer || !clientId || !clientSecret || !name) throw new AppError('invalid', 'config_oidc_incomplete')
  return {
    issuer,
    clientId,
    clientSecret,
    name,
    scopes: value.OIDC_SCOPES.split(' '),
    trustEmail: value.OIDC_TRUST_EMAIL,
  }
}

// A mail address cannot end with the number of a machine.
function mailHost(baseUrl: string | undefined): string {
  const host = baseUrl ? new URL(baseUrl).hostname : ''
  return /^(\[.*|[\d.]*)$/.test(host) ? 'localhost' : host
}
