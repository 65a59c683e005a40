import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { digestOf, newToken } from '../../platform/tokens.ts'
import { compareWanted } from '../partnerships/proposal-fields.ts'
import { readPresent } from '../partnerships/proposal-present.server.ts'

const day = (ctx: Ctx, daysAgo: number) => new Date(ctx.now.getTime() - daysAgo * 86_400_000)
const dayText = (ctx: Ctx, daysAgo: number) => day(ctx, daysAgo).toISOString().slice(0, 10)

async function findTie(ctx: Ctx): Promise<string> {
  const found = await ctx.db
    .selectFrom('partnership')
    .select('id')
    .where('parties_key', '=', 'exemple-bf exemple-fr')
    .executeTakeFirstOrThrow()
  return found.id
}

/** Makes what two sides say to each other: a proposal that waits, a past suspension with its answer, a link without account. */
export async function fillWord(ctx: Ctx, organisations: ReadonlyMap<string, string>): Promise<void> {
  const tie = await findTie(ctx)
  const sides = { here: organisations.get('exemple-fr') ?? '', there: organisations.get('exemple-bf') ?? '' }
  await fillProposal(ctx, tie, sides.there)
  await fillActs(ctx, tie, sides)
  await ctx.db
    .insertInto('tie_link')
    .values({
      id: newId(),
      partnership_id: tie,
      organisation_id: sides.there,
      addressee: 'Madame la maire',
      locale: 'fr',
      // Nobody holds it: it only shows what such a list looks like.
      token_digest: digestOf(newToken()),
      made_for: sides.here,
      created_at: day(ctx, 3),
      expires_at: day(ctx, -87),
    })
    .execute()
}

async function fillProposal(ctx: Ctx, tie: string, organisationId: string): Promise<void> {
  const target = { partnershipId: tie, subject: 'tie' as const, agreementId: null, commitmentId: null }
  const present = await readPresent(ctx, target)
  const wanted = { languages: ['fr', 'mos'], sinceYear: 1996 }
  await ctx.db
    .insertInto('proposal')
    .values({
      id: newId(),
      partnership_id: tie,
      organisation_id: organisationId,
      proposed_name: 'Awa Exemple',
      subject: 'tie',
      changes: JSON.stringify(compareWanted('tie', present ?? {}, wanted)),
      word: 'Nos archives disent que la première lettre est de novembre 1996. Et nous parlons mooré entre nous.',
      created_at: day(ctx, 5),
    })
    .execute()
}

async function fillActs(ctx: Ctx, tie: string, { here, there }: { here: string; there: string }): Promise<void> {
  const suspension = newId()
  const recorded = { partnership_id: tie, organisation_id: here, recorded_name: 'Camille Exemple' }
  await ctx.db
    .insertInto('tie_act')
    .values([
      {
        ...recorded,
        id: suspension,
        kind: 'suspension',
        decided_on: dayText(ctx, 800),
        effective_on: dayText(ctx, 790),
        reason: 'Le budget des voyages n’a pas été voté.',
        decided_by: 'Le conseil municipal, délibération n° 2024-31',
        goes_on: 'Les deux écoles s’écrivent, les fontainiers se téléphonent.',
        review_on: dayText(ctx, 610),
        recorded_at: day(ctx, 789),
      },
      {
        ...recorded,
        id: newId(),
        kind: 'resumption',
        decided_on: dayText(ctx, 600),
        effective_on: dayText(ctx, 595),
        decided_by: 'Le conseil municipal, délibération n° 2025-04',
        recorded_at: day(ctx, 594),
      },
    ])
    .execute()
  await ctx.db
    .insertInto('tie_act_answer')
    .values({
      id: newId(),
      act_id: suspension,
      organisation_id: there,
      body: 'Nous l’avons appris par la presse. Nous aurions préféré en parler avant ; nous gardons les lettres et le téléphone.',
      answered_name: 'Awa Exemple',
      answered_function: 'Première adjointe',
      answered_at: day(ctx, 780),
    })
    .execute()
}
