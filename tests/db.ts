import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import type { Ctx } from '../platform/context.ts'
import { openDatabase } from '../platform/db/pool.ts'
import { templateName } from './global-setup.ts'

// Vitest loads this module anew for each test file: one file, one database.
let address: Promise<string> | undefined

/** The address of this test file's own database, migrated and empty, dropped when the file is done. */
export function testDatabaseUrl(): Promise<string> {
  address ??= createDatabase(templateName)
  return address
}

/** A context on this test file's own database, as the operator, in French. */
export async function testContext(): Promise<Ctx> {
  const { db, close } = openDatabase(await testDatabaseUrl(), { max: 4 })
  afterAll(close)
  return { db, actor: { kind: 'operator' }, now: new Date(), locale: 'fr' }
}

/** The address of another database, without a schema, dropped when the file is done. */
export function emptyDatabaseUrl(): Promise<string> {
  return createDatabase('template0')
}

async function createDatabase(template: string): Promise<string> {
  const url = new URL(inject('clusterUrl'))
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(`create database ${name} template ${template} strategy file_copy`)
  afterAll(() => administer(`drop database ${name} with (force)`))
  url.pathname = `/${name}`
  return url.href
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('clusterUrl') })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
