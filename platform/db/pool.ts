import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { rememberClient } from './copy.ts'
import type { Database } from './tables.ts'

/** A pool of connections seen through Kysely, and the way to end it. */
export type OpenDatabase = { db: Kysely<Database>; pool: pg.Pool; close: () => Promise<void> }

const oid = { int8: 20, date: 1082, numeric: 1700 } as const

/** Parses an int8 (counts, versions) into a number, refusing what a number cannot hold exactly. */
function parseInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 out of safe range: ${text}`)
  return value
}

// Legal dates stay `YYYY-MM-DD`, exact decimals stay strings: a Date or a float would change them.
const types = {
  getTypeParser(id: number, format?: 'text' | 'binary') {
    if (id === oid.int8) return parseInt8
    if (id === oid.date || id === oid.numeric) return (text: string) => text
    return pg.types.getTypeParser(id, format)
  },
}

/**
 * Opens a pool; with `role`, every connection acts as that role from its first statement; `searchPath` names the schema
 * it works in.
 */
export function openDatabase(
  url: string,
  options: { role?: string; max?: number; searchPath?: string } = {},
): OpenDatabase {
  const { role, searchPath } = options
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    types: types as pg.CustomTypesConfig,
    application_name: 'navette',
    // Names mistyped by one letter in six still look alike at 0.45; PostgreSQL's own 0.6 misses short names.
    options: `-c pg_trgm.word_similarity_threshold=0.45${role ? ` -c role=${role}` : ''}${searchPath ? ` -c search_path=${searchPath}` : ''}`,
  })
  pool.on('connect', rememberClient)
  // An idle connection cut by the server is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined)
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}
