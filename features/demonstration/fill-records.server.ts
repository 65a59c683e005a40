import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'

type Side = { key: string; locale: string; body: string }
type Step = { key: string; year: number; onDate?: string; locale: string; body: string; source: string }

const pair: Side[] = [
  {
    key: 'exemple-fr',
    locale: 'fr',
    body: `Tout a commencé en 1997 par une classe qui écrivait à une autre. Nous travaillons depuis sur l’eau et sur la fête.

Ce que nous y avons appris : tenir un comité d’usagers. Nos cantines s’en servent aujourd’hui.`,
  },
  {
    key: 'exemple-bf',
    locale: 'fr',
    body: `Le jumelage nous a aidés à former quatre fontainiers, et à dire non à un forage mal placé.

Nous attendons de nos amis qu’ils viennent aussi quand tout va bien.`,
  },
  {
    key: 'exemple-bf',
    locale: 'en',
    body: 'The twinning helped us to train four water keepers, and to say no to a well in the wrong place.',
  },
]

const three: Side[] = [
  {
    key: 'exemple-fr',
    locale: 'fr',
    body: 'À trois, personne n’est l’aîné : chaque réunion se tient chez celui dont c’est le tour.',
  },
  {
    key: 'exemple-de',
    locale: 'de',
    body: 'Unsere Feuerwehr lernt vom Handwerk in Exempleville, und umgekehrt. Jedes Jahr im Mai treffen wir uns zu dritt.',
  },
  {
    key: 'exemple-bf',
    locale: 'fr',
    body: 'Nos deux partenaires se connaissaient ; nous leur avons appris à se parler par notre marché.',
  },
]

const steps: Step[] = [
  { key: 'exemple-fr', year: 1997, locale: 'fr', body: 'Deux classes s’écrivent.', source: 'Archives de l’école' },
  {
    key: 'exemple-bf',
    year: 2003,
    onDate: '2003-11-08',
    locale: 'fr',
    body: 'Premier serment, sous le grand caïlcédrat.',
    source: '',
  },
  { key: 'exemple-fr', year: 2015, locale: 'fr', body: 'Les voyages s’arrêtent ; les lettres continuent.', source: '' },
  {
    key: 'exemple-bf',
    year: 2022,
    locale: 'fr',
    body: 'Le comité des usagers reprend l’eau en main.',
    source: 'Délibération n° 12',
  },
]

async function findTie(ctx: Ctx): Promise<string> {
  const found = await ctx.db
    .selectFrom('partnership')
    .select('id')
    .where('parties_key', '=', 'exemple-bf exemple-fr')
    .executeTakeFirstOrThrow()
  return found.id
}

async function writeSides(ctx: Ctx, tieId: string, sides: readonly Side[], idOf: (key: string) => string) {
  await ctx.db
    .insertInto('partnership_text')
    .values(
      sides.map(({ key, locale, body }) => ({
        id: newId(),
        partnership_id: tieId,
        organisation_id: idOf(key),
        locale,
        body,
        updated_by: null,
        updated_at: ctx.now,
      })),
    )
    .execute()
}

async function writeSteps(ctx: Ctx, tieId: string, idOf: (key: string) => string): Promise<void> {
  await ctx.db
    .insertInto('partnership_step')
    .values(
      steps.map(({ key, year, onDate, locale, body, source }) => ({
        id: newId(),
        partnership_id: tieId,
        organisation_id: idOf(key),
        year,
        on_date: onDate ?? null,
        locale,
        body,
        source_said: source,
        created_by: null,
        created_at: ctx.now,
      })),
    )
    .execute()
}

// One side has said yes to all, the other not yet to money: what there is to try out is in sight.
async function writeConsents(ctx: Ctx, tieId: string, idOf: (key: string) => string): Promise<void> {
  const said = (key: string, parts: readonly string[], name: string) =>
    parts.map((part) => ({
      partnership_id: tieId,
      organisation_id: idOf(key),
      part,
      answer: 'yes',
      person_id: null,
      answered_name: name,
      answered_at: ctx.now,
    }))
  await ctx.db
    .insertInto('publication_consent')
    .values([
      ...said('exemple-fr', ['presentation', 'agreements', 'projects', 'photos', 'money'], 'Claire Exemple'),
      ...said('exemple-bf', ['presentation', 'agreements', 'projects'], 'Aminata Example'),
    ])
    .execute()
}

async function makeTieOfThree(ctx: Ctx, idOf: (key: string) => string): Promise<string> {
  const id = newId()
  const keys = ['exemple-fr', 'exemple-bf', 'exemple-de']
  const said = { evidence: 'bothParties', since_year: 2011 }
  await ctx.db
    .insertInto('partnership')
    .values({
      id,
      type: 'twinning',
      state: 'active',
      ...said,
      parties_key: keys.toSorted().join(' '),
      example: true,
      open_ended: true,
      taken_up_at: ctx.now,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute()
  await ctx.db
    .insertInto('partnership_party')
    .values(keys.map((key, index) => ({ partnership_id: id, organisation_id: idOf(key), position: index + 1 })))
    .execute()
  await sql`insert into partnership_statement (id, partnership_id, source_id, statement_key, licence, evidence, type_said,
      state_said, since_year, attested_year, themes, names_said, recorded_at)
    select ${newId()}, ${id}, s.id, 'exemple-trois', 'none', 'bothParties', 'twinning', 'active', 2011,
      ${ctx.now.getUTCFullYear()}, '{training,youth}', '{}', ${ctx.now} from source s where s.code = 'demonstration'`.execute(
    ctx.db,
  )
  return id
}

/** Fills the records of the example ties: both sides' words, history, answers on publication, and a tie of three. */
export async function fillRecords(ctx: Ctx, organisations: ReadonlyMap<string, string>): Promise<void> {
  const idOf = (key: string) => organisations.get(key) ?? ''
  const tie = await findTie(ctx)
  await ctx.db
    .updateTable('partnership')
    .set({
      sdgs: [6, 11],
      rights: ['water', 'culture'],
      languages: ['fr', 'mos'],
      open_ended: true,
      taken_up_at: ctx.now,
    })
    .where('id', '=', tie)
    .execute()
  await writeSides(ctx, tie, pair, idOf)
  await writeSteps(ctx, tie, idOf)
  await writeConsents(ctx, tie, idOf)
  await writeSides(ctx, await makeTieOfThree(ctx, idOf), three, idOf)
}
