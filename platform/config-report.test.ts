import { describe, expect, it } from 'vitest'
import { configNames, readConfig } from './config.ts'
import { reportConfig } from './config-report.ts'

describe('what is told of the environment', () => {
  const env = {
    DATABASE_URL: 'postgres://navette:s3cret@db.example:5433/atlas?sslpassword=hidden1',
    SMTP_URL: 'smtps://robot:hidden2@mail.example:465',
    OIDC_ISSUER: 'https://id.example/api/v2?key=hidden3',
    OIDC_CLIENT_ID: 'navette',
    OIDC_CLIENT_SECRET: 'hidden4',
    OIDC_NAME: 'ProConnect',
  }
  const report = reportConfig(readConfig(env), env)
  const of = (name: string) => report.find((setting) => setting.name === name)

  it('names every variable, as it was understood and whether it was given', () => {
    expect(report.map(({ name }) => name)).toEqual(configNames)
    expect(of('PORT')).toMatchObject({ given: false, value: '3000', document: 'README.md' })
    expect(of('SMTP_URL')).toMatchObject({ given: true, value: 'smtps://robot:…@mail.example:465' })
    expect(of('DATABASE_URL')).toMatchObject({ value: 'postgres://navette:…@db.example:5433/atlas' })
    expect(of('OIDC_CLIENT_SECRET')).toMatchObject({ given: true, secret: true, value: null })
    expect(of('OIDC_TRUST_EMAIL')).toMatchObject({ value: 'false', document: 'docs/proconnect.md' })
    expect(of('METRICS')).toMatchObject({ given: false, value: 'false' })
  })

  it('never holds what opens something', () => {
    const told = JSON.stringify(report)
    for (const secret of ['s3cret', 'hidden1', 'hidden2', 'hidden3', 'hidden4']) expect(told).not.toContain(secret)
  })
})
