import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { newId } from '../platform/ids.ts'

/** Somebody who has signed in, with the cookie of their browser. */
export type SignedInReader = { personId: string; cookie: string }

const patience = 10_000

async function linkTo(owner: Ctx, email: string): Promise<string> {
  for (const until = Date.now() + patience; Date.now() < until; await sleep(50)) {
    const { rows } = await sql<{ text: string }>`select text_body as text from mail
      where recipient = ${email} and kind = 'signIn' order by created_at desc limit 1`.execute(owner.db)
    const link = rows[0]?.text.match(/https?:\/\/\S+/)?.[0]
    if (link) return link
  }
  throw new Error(`no link to sign in with for ${email}`)
}

const sendForm = (address: URL, fields: Record<string, string>) =>
  fetch(address, {
    method: 'POST',
    headers: { Origin: address.origin },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })

/** Signs in as people do: asks for a link, opens it, presses its button. */
export async function signIn(owner: Ctx, site: string): Promise<SignedInReader> {
  const email = `bench-${newId()}@mairie.example`
  await sendForm(new URL('/fr/espace/connexion', site), { intent: 'sendLink', email })
  const link = new URL(await linkTo(owner, email))
  const answer = await sendForm(new URL(link.pathname + link.search, site), { intent: 'enter' })
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  // The first page somebody opens makes a person of the account.
  const first = await fetch(new URL('/fr/espace', site), { headers: { Cookie: cookie } })
  const { rows } = await sql<{ id: string }>`select id from person where email = ${email}`.execute(owner.db)
  if (first.status !== 200 || !rows[0]) throw new Error(`signing in as ${email} was answered ${first.status}`)
  return { personId: rows[0].id, cookie }
}

/** Seats somebody in these organisations and in no other one, as contributor. */
export async function seatIn(owner: Ctx, personId: string, organisationIds: readonly string[]): Promise<void> {
  await inTransaction(owner, async ({ db }) => {
    // A new seat would announce new public data, and the site would read its names anew for every page that is measured.
    await sql`set local session_replication_role = replica`.execute(db)
    await sql`delete from membership where person_id = ${personId}`.execute(db)
    await sql`insert into membership (id, organisation_id, person_id, role)
      select gen_random_uuid(), o, ${personId}, 'contributor' from unnest(${[...organisationIds]}::uuid[]) o`.execute(
      db,
    )
  })
}
