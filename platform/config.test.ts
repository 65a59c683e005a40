import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { configNames, readConfig } from './config.ts'
import { isAppError } from './errors.ts'
import { commandLocale } from './i18n/command-locale.ts'
import { locales } from './i18n/locales.ts'
import { errorSentence, translator } from './i18n/translator.ts'
import { projectRoot } from './project-root.ts'

function refusal(env: NodeJS.ProcessEnv): unknown {
  try {
    return readConfig(env)
  } catch (error) {
    return error
  }
}

describe('the configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataFolder: join(projectRoot, 'data'),
      databaseUrl: null,
      baseUrl: null,
      logLevel: 'info',
      trustProxy: 0,
      metrics: false,
      contact: null,
      smtpUrl: null,
      mailFrom: 'navette@localhost',
      inboundDomain: null,
      inboundSmtpPort: null,
      identityProvider: null,
    })
  })

  it('reads what is given, and takes an empty variable for an absent one', () => {
    const env = {
      PORT: '8080',
      BASE_URL: 'https://navette.example/',
      METRICS: 'on',
      NAVETTE_DATA: '/srv/navette',
      HOST: '',
    }
    expect(readConfig(env)).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      baseUrl: 'https://navette.example',
      metrics: true,
      dataFolder: '/srv/navette',
    })
  })

  it('writes from the host of the public address, unless told otherwise', () => {
    expect(readConfig({ BASE_URL: 'https://navette.example' }).mailFrom).toBe('navette@navette.example')
    expect(readConfig({ BASE_URL: 'http://127.0.0.1:3000' }).mailFrom).toBe('navette@localhost')
    expect(readConfig({ BASE_URL: 'http://[::1]:3000' }).mailFrom).toBe('navette@localhost')
    expect(readConfig({ MAIL_FROM: 'atlas@reseau.example' }).mailFrom).toBe('atlas@reseau.example')
  })

  it('keeps the password of the mail server out of its sentence', () => {
    const error = refusal({ SMTP_URL: 'http://user:secret@mail.example' })
    if (!isAppError(error)) throw new Error('accepted')
    expect(errorSentence(translator('en'), error)).not.toContain('secret')
  })

  it.each([
    ['PORT', '80a'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['HOST', 'all of them'],
    ['DATABASE_URL', 'mysql://db/navette'],
    ['DATABASE_URL', 'navette'],
    ['BASE_URL', 'navette.example'],
    ['BASE_URL', 'https://navette.example/atlas'],
    ['LOG_LEVEL', 'loud'],
    ['TRUST_PROXY', 'yes'],
    ['METRICS', 'maybe'],
    ['CONTACT_EMAIL', 'the town hall'],
    ['SMTP_URL', 'mail.example:587'],
    ['SMTP_URL', 'https://mail.example'],
    ['SMTP_URL', 'smtp://'],
    ['MAIL_FROM', 'Navette'],
    ['OIDC_ISSUER', 'proconnect'],
    ['OIDC_NAME', 'x'.repeat(61)],
    ['OIDC_SCOPES', 'email'],
    ['OIDC_TRUST_EMAIL', 'perhaps'],
  ])('refuses %s=%s with one sentence in each language that names the variable', (name, value) => {
    const error = refusal({ [name]: value })
    if (!isAppError(error)) throw new Error('accepted')
    for (const locale of locales) expect(errorSentence(translator(locale), error)).toContain(`${name} `)
  })

  it('takes an identity provider whole, or none', () => {
    const whole = {
      OIDC_ISSUER: 'https://identite.example',
      OIDC_CLIENT_ID: 'navette',
      OIDC_CLIENT_SECRET: 'secret',
      OIDC_NAME: 'Identité',
    }
    const scopes = ['openid', 'email', 'profile']
    expect(readConfig(whole).identityProvider).toMatchObject({ issuer: whole.OIDC_ISSUER, scopes, trustEmail: false })
    for (const name of Object.keys(whole)) {
      const error = refusal({ ...whole, [name]: '' })
      if (!isAppError(error)) throw new Error('accepted')
      expect(errorSentence(translator('fr'), error)).toContain(name)
      expect(errorSentence(translator('fr'), error)).not.toContain('secret')
    }
  })

  it('has a sentence for every variable that can be wrong', () => {
    const free = ['NAVETTE_DATA', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET']
    for (const name of configNames.filter((name) => !free.includes(name))) {
      expect(translator('fr').has(`errors.config_${name.toLowerCase()}`)).toBe(true)
    }
  })
})

describe('the language of the command line', () => {
  it('follows the terminal', () => {
    expect(commandLocale({ LANG: 'fr_FR.UTF-8' })).toBe('fr')
    expect(commandLocale({ LANG: 'fr_FR.UTF-8', LC_ALL: 'C' })).toBe('en')
    expect(commandLocale({})).toBe('en')
  })
})
