import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { dataVersionChannel } from './data-version.ts'
import { serverSessionName, takeServerLock } from './server-lock.ts'

/** The public data a process shows: its version and when that was reached. */
export type DataVersion = { version: number; changedAt: Date }

/** The one connection a web server keeps for itself: it says that a server runs, and hears of new public data. */
export type ServerSession = {
  /** Begins to hear of new public data; before it the schema may still be missing. */
  listen: () => Promise<void>
  /** The present data version, as last heard. */
  dataVersion: () => DataVersion
  /** Tells whoever finds the lock taken where this server answers. */
  announce: (address: string) => Promise<void>
  close: () => Promise<void>
}

type Options = {
  url: string
  /** Whether this is to be the only server of the database. */
  exclusive: boolean
  onError: (error: unknown) => void
}

/** Opens the session, or fails with `already_running`; a lost connection is opened again until `close`. */
export async function openServerSession(options: Options): Promise<ServerSession> {
  let present: DataVersion = { version: 0, changedAt: new Date(0) }
  let address = ''
  let closed = false
  // Changes may be announced while one is still read: one connection answers one question at a time.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(ask: () => Promise<T>): Promise<T> => {
    const answer = last.then(ask)
    last = answer.catch(() => undefined)
    return answer
  }
  const hear = () =>
    inTurn(async () => {
      present = await readVersion(client)
    })
  const keep = (connected: pg.Client) => {
    connected.on('notification', () => hear().catch(options.onError))
    connected.once('end', async () => {
      const again = await retry(
        () => connect(options, address),
        () => closed,
        options.onError,
      )
      if (!again) return
      client = again
      keep(again)
      await session.listen().catch(options.onError)
    })
  }
  const session: ServerSession = {
    async listen() {
      await inTurn(() => client.query(`listen ${dataVersionChannel}`))
      await hear()
    },
    dataVersion: () => present,
    async announce(where) {
      address = where
      const name = serverSessionName(address)
      await inTurn(() => client.query(`select set_config('application_name', $1, false)`, [name]))
    },
    async close() {
      closed = true
      await client.end()
    },
  }
  let client = await connect(options, address)
  keep(client)
  return session
}

async function connect({ url, exclusive, onError }: Options, address: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    keepAlive: true,
    application_name: serverSessionName(address),
  })
  client.on('error', onError)
  try {
    await client.connect()
    await takeServerLock(client, exclusive)
    return client
  } catch (error) {
    await client.end()
    throw error
  }
}

async function readVersion(client: pg.Client): Promise<DataVersion> {
  const found = await client.query<{ version: string; changed_at: Date }>(
    'select version, changed_at from data_version',
  )
  const row = found.rows[0]
  return { version: Number(row?.version ?? 0), changedAt: row?.changed_at ?? new Date(0) }
}

async function retry(
  connect: () => Promise<pg.Client>,
  closed: () => boolean,
  onError: (error: unknown) => void,
): Promise<pg.Client | null> {
  while (!closed()) {
    await sleep(1000, undefined, { ref: false })
    if (closed()) return null
    try {
      return await connect()
    } catch (error) {
      onError(error)
    }
  }
  return null
}
