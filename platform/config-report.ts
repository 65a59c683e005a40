import { type Config, configNames } from './config.ts'

/** A setting of the environment as the program understood it. */
export type ReportedSetting = {
  name: string
  /** Whether the environment gives it, or the program chose. */
  given: boolean
  /** What it is; null where nothing is set, or where it is a secret. */
  value: string | null
  secret: boolean
  /** Where it is explained, from the folder of the project. */
  document: 'README.md' | 'docs/proconnect.md'
}

type Read = (config: Config) => string | number | boolean | null | undefined

// Everything but what opens something: addresses lose their password and what follows their path.
const readings: Readonly<Record<(typeof configNames)[number], Read | 'secret'>> = {
  PORT: (config) => config.port,
  HOST: (config) => config.host,
  NAVETTE_DATA: (config) => config.dataFolder,
  DATABASE_URL: (config) => withoutSecrets(config.databaseUrl),
  BASE_URL: (config) => config.baseUrl,
  LOG_LEVEL: (config) => config.logLevel,
  TRUST_PROXY: (config) => config.trustProxy,
  METRICS: (config) => config.metrics,
  CONTACT_EMAIL: (config) => config.contact,
  SMTP_URL: (config) => withoutSecrets(config.smtpUrl),
  MAIL_FROM: (config) => config.mailFrom,
  INBOUND_DOMAIN: (config) => config.inboundDomain,
  INBOUND_SMTP_PORT: (config) => config.inboundSmtpPort,
  OIDC_ISSUER: (config) => withoutSecrets(config.identityProvider?.issuer ?? null),
  OIDC_CLIENT_ID: (config) => config.identityProvider?.clientId,
  OIDC_CLIENT_SECRET: 'secret',
  OIDC_NAME: (config) => config.identityProvider?.name,
  OIDC_SCOPES: (config) => config.identityProvider?.scopes.join(' '),
  OIDC_TRUST_EMAIL: (config) => config.identityProvider?.trustEmail,
}

/** Says how each setting of an environment was understood, and never what opens something. */
export function reportConfig(config: Config, env: NodeJS.ProcessEnv): ReportedSetting[] {
  return configNames.map((name) => {
    const reading = readings[name]
    const secret = reading === 'secret'
    return {
      name,
      given: Boolean(env[name]),
      value: secret ? null : asText(reading(config)),
      secret,
      document: name.startsWith('OIDC_') ? 'docs/proconnect.md' : 'README.md',
    }
  })
}

const asText = (value: ReturnType<Read>) => (value === null || value === undefined ? null : String(value))

function withoutSecrets(address: string | null): string | null {
  if (address === null) return null
  const { protocol, username, password, host, pathname } = new URL(address)
  const user = username ? `${decodeURIComponent(username)}${password ? ':…' : ''}@` : ''
  return `${protocol}//${user}${host}${pathname === '/' ? '' : pathname}`
}
