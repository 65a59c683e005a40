import pg from 'pg'
import type { Cluster } from './cluster.ts'

/** Makes a database of a cluster when it is not there yet, and gives its address. */
export async function ensureDatabase(cluster: Pick<Cluster, 'url'>, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: cluster.url('postgres') })
  await client.connect()
  try {
    const found = await client.query('select from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`)
  } catch (error) {
    // Two processes may come here at once: the other's database is as good as ours.
    if (!['42P04', '23505'].includes((error as pg.DatabaseError).code ?? '')) throw error
  } finally {
    await client.end()
  }
  return cluster.url(name)
}
