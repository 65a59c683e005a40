import { join } from 'node:path'
import { Hono } from 'hono'
import { isMigrated } from '../../db/migrate.ts'
import { migrationsFolder, prepareDatabase } from '../../db/prepare.ts'
import { appRole, authRole, memberRole } from '../../db/roles.ts'
import type { Config, IdentityProvider } from '../config.ts'
import { type OpenDatabase, openDatabase } from '../db/pool.ts'
import { type DataVersion, openServerSession, type ServerSession } from '../db/server-session.ts'
import { type KeptWorker, keepWorker } from '../jobs/keep-worker.ts'
import type { Log } from '../log.ts'
import { countMails } from '../mail/count.server.ts'
import { createMetrics } from '../metrics.ts'
import { reachDatabase } from '../postgres/reach.ts'
import { projectRoot } from '../project-root.ts'
import { type Listening, listen } from './listen.ts'
import { observe, operations } from './operations.ts'

/** What the process hands to the doors it opens. */
export type DoorParts = {
  /** The pool that may only read what is public. */
  database: Pick<OpenDatabase, 'db'>
  /** The pool people who have signed in act through, under row-level security. */
  members: Pick<OpenDatabase, 'db'>
  /** The pool of sign-in: accounts and sessions, nothing else. */
  accounts: Pick<OpenDatabase, 'db'>
  /** The account that owns the database: for what is done once, while the doors open. */
  owner: Pick<OpenDatabase, 'db'>
  /** How many proxies in front are trusted to say the address of the client. */
  trustProxy: number
  /** Where the files people bring along are kept. */
  filesFolder: string
  /** The domain mails that answer come to, where the instance takes any. */
  inboundDomain: string | null
  /** An identity provider people may come in by. */
  identityProvider: IdentityProvider | null
  dataVersion: () => DataVersion
  /** Origin of every absolute address, as `BASE_URL` says it. */
  baseUrl: string
  /** The address readers may write to, where the instance has one. */
  contact: string | null
  /** Told every error nobody foresaw. */
  report: (error: unknown, address: string) => void
}

/** What an instance serves from: its databases, open, migrated and filled. */
export type Instance = {
  /** The address of the database, as its owner. */
  url: string
  owner: OpenDatabase
  visitor: OpenDatabase
  members: OpenDatabase
  accounts: OpenDatabase
  session: ServerSession
  /** Resolves when a database of our own has ended, asked to or not. */
  databaseEnded: Promise<void>
  close: () => Promise<void>
}

/** What is done while an instance opens. */
export type Opening = {
  /** Called once no other server can use this data, before anything is written; what it answers undoes it. */
  locked?: () => Promise<() => Promise<void>>
  /** Brings the data up to this version of the program. */
  load: (database: OpenDatabase) => Promise<void>
}

/** What a server runs, given by the one who knows the subjects and the doors. */
export type Program = {
  load: Opening['load']
  doors: (parts: DoorParts) => Promise<Hono> | Hono
  /** The script of the worker, from the folder of the project. */
  worker: string
}

/** A server that answers: where, when its database ended by itself, and how to stop it. */
export type RunningServer = {
  address: string
  databaseEnded: Promise<void>
  /** Lets running requests end, then closes the database; called again, it cuts the requests. */
  stop: () => Promise<void>
}

const drainPatience = 10_000

/** Opens everything an instance serves from, in order: database, lock, schema, data; or nothing, when a step fails. */
export async function openInstance(config: Config, log: Log, opening: Opening): Promise<Instance> {
  const ends: (() => Promise<void>)[] = []
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end()
  }
  try {
    const reached = await reachDatabase(config)
    ends.push(reached.release)
    const onError = (error: unknown) => log.warn({ err: error }, 'database connection')
    const session = await openServerSession({ url: reached.url, exclusive: reached.own, onError })
    ends.push(session.close)
    if (opening.locked) ends.push(await opening.locked())
    const owner = openDatabase(reached.url, { max: 4 })
    ends.push(owner.close)
    await prepareDatabase(owner)
    await opening.load(owner)
    await session.listen()
    const visitor = openDatabase(reached.url, { role: appRole })
    ends.push(visitor.close)
    const members = openDatabase(reached.url, { role: memberRole })
    ends.push(members.close)
    const accounts = openDatabase(reached.url, { role: authRole, max: 4, searchPath: 'auth' })
    ends.push(accounts.close)
    return { url: reached.url, owner, visitor, members, accounts, session, databaseEnded: reached.ended, close }
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * Opens an instance and serves it. It listens as soon as the data is locked, so that a taken port is told before long
 * work begins; until the doors are open, everything but `/healthz` is answered 503.
 */
export async function startServer(config: Config, log: Log, { load, doors, worker }: Program): Promise<RunningServer> {
  const front = createFront(config, log)
  let listening: Listening | undefined
  const locked = async () => {
    const started = await listen(front.app, config.host, config.port)
    listening = started
    return () => started.drain(drainPatience)
  }
  const instance = await openInstance(config, log, { load, locked })
  const address = config.baseUrl ?? listening?.address ?? ''
  const { session, databaseEnded } = instance
  const report = (error: unknown, where: string) => log.error({ err: error, address: where }, 'unforeseen error')
  front.open(instance, await doors(doorParts(instance, { ...config, baseUrl: address }, report)))
  await session.announce(address)
  const kept = startWorker(worker, instance, address, log)
  return { address, databaseEnded, stop: stopping(instance, listening, kept) }
}

/** Starts the worker of an open instance, which does the jobs of this process's requests. */
export function startWorker(script: string, { url }: Instance, baseUrl: string, log: Log): KeptWorker {
  return keepWorker(join(projectRoot, script), { DATABASE_URL: url, BASE_URL: baseUrl }, log)
}

/** What the doors of an open instance are given. */
export function doorParts(
  { visitor, members, accounts, owner, session }: Instance,
  config: Pick<Config, 'contact' | 'trustProxy' | 'dataFolder' | 'identityProvider' | 'inboundDomain'> & {
    baseUrl: string
  },
  report: DoorParts['report'],
): DoorParts {
  const { baseUrl, contact, trustProxy, identityProvider, inboundDomain } = config
  const filesFolder = join(config.dataFolder, 'files')
  return {
    database: visitor,
    members,
    accounts,
    owner,
    trustProxy,
    filesFolder,
    inboundDomain,
    identityProvider,
    dataVersion: session.dataVersion,
    baseUrl,
    contact,
    report,
  }
}

type Front = { app: Hono; open: (instance: Instance, doors: Hono) => void }

function createFront(config: Config, log: Log): Front {
  let served: { instance: Instance; doors: Hono } | null = null
  const ready = async () => served !== null && isMigrated(served.instance.owner, migrationsFolder).catch(() => false)
  const figures = {
    dataVersion: () => served?.instance.session.dataVersion().version ?? 0,
    mails: async () => (served ? countMails(served.instance.owner) : { queued: 0, outbox: 0, failed: 0 }),
  }
  const metrics = config.metrics ? createMetrics(figures) : null
  const app = new Hono()
  app.use(observe(log, metrics, config.trustProxy))
  app.route('/', operations(ready, metrics))
  app.all('*', (c) => served?.doors.fetch(c.req.raw, c.env) ?? c.body(null, 503, { 'Retry-After': '5' }))
  return {
    app,
    open(instance, doors) {
      served = { instance, doors }
    },
  }
}

function stopping(instance: Instance, listening: Listening | undefined, worker: KeptWorker): () => Promise<void> {
  let stopped: Promise<void> | null = null
  return () => {
    if (stopped) listening?.cut()
    stopped ??= Promise.all([listening?.drain(drainPatience), worker.stop()]).then(instance.close)
    return stopped
  }
}
