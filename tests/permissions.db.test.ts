import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ActionFunctionArgs, RouterContextProvider } from 'react-router'
import { afterAll, describe, expect, it } from 'vitest'
import { authRole, memberRole } from '../db/roles.ts'
import { createExampleSignIn } from '../features/accounts/example-sign-in.server.ts'
import { createSignIn, ensureSecret } from '../features/accounts/sign-in.server.ts'
import { isExampleAddress } from '../features/demonstration/rules.ts'
import { readCsv } from '../platform/csv.ts'
import { openDatabase } from '../platform/db/pool.ts'
import { type PageFailure, type PageRequest, pageRequestKey } from '../web/request.ts'
import type { WorkspaceAction } from '../web/workspace/door.ts'
import { workspacePages } from '../web/workspace/paths.ts'
import { type FormState, workspaceKey } from '../web/workspace/request.ts'
import { testContext, testDatabaseUrl } from './db.ts'
import { makeAuthority } from './factories.ts'
import { makePerson, makeSeat } from './people.ts'
import { makeAgreement, makeMission, makePosition, makeProject, makeTie } from './ties.ts'

// Every deed of every page, asked by everybody, beside the one table of who may: tests/permissions.csv.

const actors = [
  'nobody',
  'stranger',
  'reader',
  'contributor',
  'manager',
  'owner',
  'otherOwner',
  'trusted',
  'administrator',
  'guest',
] as const
type Actor = (typeof actors)[number]
/** `may`: not refused, whether done or told what to mend. */
type Answer = 'may' | 'signIn' | 'notFound' | 'forbidden'

const modules = import.meta.glob<{ action?: WorkspaceAction }>('../web/routes/workspace/*.tsx', { eager: true })
const deeds = Object.entries(modules).flatMap(([file, { action }]) =>
  (action?.intents ?? []).map((intent) => ({ route: file.replace(/^.*\/|\.tsx$/g, ''), intent })),
)

const [header = [], ...rows] = [...readCsv(readFileSync(join(import.meta.dirname, 'permissions.csv'), 'utf8'))].map(
  ({ cells }) => cells,
)
const expected = new Map(
  rows.map((row) => [`${row[0]} ${row[1]}`, Object.fromEntries(header.map((name, index) => [name, row[index]]))]),
)

const owner = await testContext()
const url = await testDatabaseUrl()
const members = openDatabase(url, { role: memberRole, max: 4 })
const accounts = openDatabase(url, { role: authRole, max: 2, searchPath: 'auth' })
afterAll(() => Promise.all([members.close(), accounts.close()]))
const baseUrl = 'http://navette.example'
const report = (error: unknown) => {
  throw error
}
const signIn = createSignIn({
  db: accounts.db,
  secret: await ensureSecret(owner.db),
  baseUrl,
  sendLink: async () => undefined,
  report,
})

const examples = createExampleSignIn({
  db: accounts.db,
  secret: await ensureSecret(owner.db),
  baseUrl,
  isExample: isExampleAddress,
})
// The countries of the demonstration.
await makeAuthority(owner, { name: 'Ouahigouya', country: 'BF' })
await makeAuthority(owner, { name: 'Velbert', country: 'DE' })
await makeAuthority(owner, { name: 'Saint-Louis', country: 'SN' })

/**
 * A town, its members, and those who come from elsewhere, with a tie, an agreement, a project, a mission and a position of the town:
 * made anew for each question, for a deed may change them.
 */
async function peopleAround(): Promise<{ params: Record<string, string>; id: Record<Actor, string | null> }> {
  const town = await makeAuthority(owner, { name: 'Chambéry' })
  const other = await makeAuthority(owner, { name: 'Annecy' })
  const network = await makeAuthority(owner, { name: 'Réseau' })
  await owner.db.updateTable('organisation').set({ trusted_since: owner.now }).where('id', '=', network.id).execute()
  const id: Record<Actor, string | null> = Object.fromEntries(actors.map((actor) => [actor, null])) as never
  for (const actor of actors.slice(1)) {
    id[actor] = (await makePerson(owner, { administrator: actor === 'administrator' })).id
  }
  const seat = (actor: Actor, organisationId: string, role: 'reader' | 'contributor' | 'manager' | 'owner') =>
    makeSeat(owner, { personId: id[actor] ?? '', organisationId, role })
  for (const role of ['reader', 'contributor', 'manager', 'owner'] as const) await seat(role, town.id, role)
  await seat('otherOwner', other.id, 'owner')
  await seat('trusted', network.id, 'manager')
  const partner = await makeAuthority(owner, { name: 'Kaya', country: 'BF' })
  const { id: partnershipId } = await makeTie(owner, [town, partner])
  const of = { partnershipId, organisationId: town.id }
  await makeSeat(owner, { personId: id.guest ?? '', organisationId: town.id, role: 'contributor', partnershipId })
  const params = {
    key: town.key,
    tie: partnershipId,
    agreement: (await makeAgreement(owner, of)).id,
    project: (await makeProject(owner, of)).id,
    mission: (await makeMission(owner, of)).id,
    position: (await makePosition(owner, of)).id,
  }
  return { params, id }
}

const refusals: Readonly<Record<string, Answer>> = {
  sign_in_needed: 'signIn',
  organisation_not_yours: 'notFound',
  administrator_needed: 'forbidden',
  role_too_low: 'forbidden',
  not_a_member: 'forbidden',
  acting_for_another: 'forbidden',
  trusted_needed: 'forbidden',
  job_only: 'forbidden',
}

async function ask(deed: { route: string; intent: string }, actor: Actor): Promise<Answer> {
  const { params: around, id } = await peopleAround()
  const pattern = workspacePages.find((page) => page.id === deed.route)?.fr ?? ''
  const params: Record<string, string> = {}
  const path = pattern.replace(/:(\w+)\??/g, (_, name: string) => {
    params[name] = around[name] ?? '018f0000-0000-7000-8000-000000000000'
    return params[name] ?? ''
  })
  const address = new URL(`/fr/${path}`, baseUrl)
  const personId = id[actor]
  const context = new RouterContextProvider()
  const page: PageRequest = {
    ctx: { db: members.db, actor: { kind: 'anonymous' }, now: new Date(), locale: 'fr' },
    url: address,
    instance: { baseUrl, contact: null, settings: {}, dataChangedAt: new Date() },
    labels: { countries: new Map(), territories: new Map() },
    keepable: true,
    apiDocument: null,
    report,
  }
  context.set(pageRequestKey, page)
  const signedIn = personId
    ? { personId, email: `${personId}@mairie.example`, name: '', sessionId: personId, since: new Date() }
    : null
  const filesFolder = join(tmpdir(), 'navette-permissions')
  context.set(workspaceKey, { members, signIn, examples, filesFolder, headers: new Headers(), signedIn })
  const body = new URLSearchParams({ intent: deed.intent })
  const request = new Request(address, { method: 'POST', body })
  const action = modules[`../web/routes/workspace/${deed.route}.tsx`]?.action
  if (!action) throw new Error(`no action in ${deed.route}`)
  const args = { request, params, context } as unknown as ActionFunctionArgs
  return action(args).then(toAnswer, toAnswer)
}

type Told = Response | { data: PageFailure | FormState }

function toAnswer(told: Told): Answer {
  if (told instanceof Response) {
    return told.headers.get('location')?.startsWith('/fr/espace/connexion?back=') ? 'signIn' : 'may'
  }
  if (!told || typeof told !== 'object' || !('data' in told)) throw told
  const reason = 'reason' in told.data ? told.data.reason : told.data.problems[0]?.reason
  return refusals[reason ?? ''] ?? 'may'
}

describe('the table of permissions', () => {
  it('names every deed of every page, and no other', () => {
    expect([...expected.keys()].toSorted()).toEqual(deeds.map((deed) => `${deed.route} ${deed.intent}`).toSorted())
  })

  describe.each(deeds)('$route: $intent', (deed) => {
    it.each(actors)('%s', async (actor) => {
      expect(await ask(deed, actor)).toBe(expected.get(`${deed.route} ${deed.intent}`)?.[actor])
    })
  })
})
