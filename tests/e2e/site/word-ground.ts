import pg from 'pg'
import { inject } from 'vitest'
import { giveSeat, readAs } from './signed-in.ts'

/** Asks the site's own database, where a test reads or prepares what no page does. */
export async function askSite<Row extends pg.QueryResultRow>(statement: string, values: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: inject('siteDatabase') })
  await client.connect()
  const { rows } = await client.query<Row>(statement, values).finally(() => client.end())
  return rows
}

/** A tie of the seed between a French authority and its partner of a country. */
export async function findTie(frenchKey: string, country: string): Promise<{ tie: string; partner: string }> {
  const [found] = await askSite<{ tie: string; partner: string }>(
    `select p.partnership_id as tie, o.key as partner from partnership_party p
     join partnership_party q on q.partnership_id = p.partnership_id and q.organisation_id <> p.organisation_id
     join organisation u on u.id = q.organisation_id and u.key = $1
     join organisation o on o.id = p.organisation_id and o.country = $2
     order by p.partnership_id limit 1`,
    [frenchKey, country],
  )
  if (!found) throw new Error(`no tie of ${frenchKey} with ${country}`)
  return found
}

/** Has people sign in once, and gives each a name and a seat. */
export async function seat(people: readonly { email: string; key: string }[]): Promise<void> {
  for (const { email, key } of people) {
    const arrived = await readAs(email, '/fr/espace')
    await arrived.close()
    await giveSeat(email, key, 'contributor')
    // Nobody speaks for a party without a name.
    await askSite("update person set name = 'Dominique Exemple' where email = $1", [email])
  }
}

/** An agreement in force of a tie with one commitment of the partner, as after its approval on both sides. */
export async function makeAgreementInForce(tie: string): Promise<{ agreement: string; commitment: string }> {
  const [row] = await askSite<{ agreement: string; commitment: string }>(
    `with parties as (select organisation_id as id, position from partnership_party where partnership_id = $1),
       made as (insert into agreement (id, partnership_id, organisation_id, kind, title, object, state, starts_on, ends_on, in_force_on)
         select gen_random_uuid(), $1, id, 'convention', 'L’eau et les quartiers', 'Eau potable', 'inForce', current_date - 400,
           current_date + 700, current_date - 400 from parties where position = 1 returning id),
       sides as (insert into agreement_party (agreement_id, organisation_id, position)
         select made.id, parties.id, position from made, parties returning agreement_id),
       sums as (insert into agreement_amount (id, agreement_id, organisation_id, year, kind, amount)
         select gen_random_uuid(), made.id, parties.id, 2026, 'money', 25000 from made, parties where position = 1 returning id),
       promised as (insert into commitment (id, agreement_id, organisation_id, kind, body, amount, due_on)
         select gen_random_uuid(), made.id, o.id, 'money', 'Entretenir les bornes-fontaines', 12000, current_date - 30
         from made, organisation o join parties on parties.id = o.id where o.country <> 'FR' returning id)
     select made.id as agreement, promised.id as commitment from made, promised`,
    [tie],
  )
  if (!row) throw new Error('no agreement was made')
  return row
}
