import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { type Act, readActs } from './act-list.server.ts'
import { whyNotAnswerAct } from './act-rules.ts'
import type { AgreementAmount, AgreementKind, AgreementState, Commitment } from './agreement-schema.ts'
import { type Proposal, readProposals } from './proposal-list.server.ts'
import type { PublicationPart, TieState, TieType } from './schema.ts'
import type { OpenLink } from './tie-links.ts'

/** An agreement as a link shows it. */
export type LinkAgreement = {
  id: string
  kind: AgreementKind
  title: string
  object: string
  state: AgreementState
  startsOn: string | null
  endsOn: string | null
  openEnded: boolean
  amounts: (Pick<AgreementAmount, 'id' | 'year' | 'kind' | 'amount' | 'currency' | 'note'> & { name: string })[]
  commitments: (Pick<Commitment, 'id' | 'kind' | 'body' | 'amount' | 'currency' | 'dueOn' | 'state' | 'doneOn'> & {
    name: string
  })[]
  /** The parties that say they promise nothing. */
  promisesNothing: string[]
}

/** A paper the parties share, at its latest version. */
export type LinkDocument = { id: string; title: string; kind: string; number: number; size: number; mediaType: string }

/** What whoever holds a link reads: the same tie and agreements as those who sign in. */
export type LinkView = {
  party: { id: string; name: string }
  madeBy: string
  addressee: string
  expiresAt: Date
  tie: { type: TieType; state: TieState; stateSinceYear: number | null; sinceYear: number | null; example: boolean }
  parties: { id: string; name: string; country: string }[]
  agreements: LinkAgreement[]
  proposals: Proposal[]
  acts: (Act & { notAnswer: string | null })[]
  documents: LinkDocument[]
  consents: { part: PublicationPart; answer: 'yes' | 'no' }[]
}

/** Reads everything a link shows; the caller has checked that it is open. */
export async function readLinkView(ctx: Ctx, link: OpenLink): Promise<LinkView> {
  const of = { partnershipId: link.partnershipId, organisationId: link.organisationId }
  const isShown = (said: { agreementId: string | null }) =>
    link.agreementId === null || said.agreementId === null || said.agreementId === link.agreementId
  const { tie, parties } = await readTie(ctx, link)
  const nameOf = (id: string) => parties.find((party) => party.id === id)?.name ?? ''
  const acts = (await readActs(ctx, link.partnershipId)).filter(isShown)
  return {
    party: { id: link.organisationId, name: nameOf(link.organisationId) },
    madeBy: nameOf(link.madeFor),
    addressee: link.addressee,
    expiresAt: link.expiresAt,
    tie,
    parties,
    agreements: await readAgreements(ctx, link),
    proposals: (await readProposals(ctx, of)).filter(isShown),
    acts: acts.map((act) => ({ ...act, notAnswer: whyNotAnswerAct(act, link.organisationId) })),
    documents: await readDocuments(ctx, link),
    consents: await readConsents(ctx, link),
  }
}

async function readTie(ctx: Ctx, { partnershipId }: OpenLink): Promise<Pick<LinkView, 'tie' | 'parties'>> {
  const ties = await sql<LinkView['tie']>`
    select type, state, state_since_year as "stateSinceYear", since_year as "sinceYear", example
    from partnership where id = ${partnershipId}`.execute(ctx.db)
  const parties = await sql<LinkView['parties'][number]>`
    select o.id, o.name, o.country from partnership_party p join organisation o on o.id = p.organisation_id
    where p.partnership_id = ${partnershipId} order by p.position`.execute(ctx.db)
  const [tie] = ties.rows
  if (!tie) throw new Error('the tie of a link is not there')
  return { tie, parties: parties.rows }
}

async function readAgreements(ctx: Ctx, { partnershipId, agreementId }: OpenLink): Promise<LinkAgreement[]> {
  const { rows } = await sql<LinkAgreement>`
    select a.id, a.kind, a.title, a.object, a.state, a.starts_on as "startsOn", a.ends_on as "endsOn",
      a.open_ended as "openEnded",
      (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', o.name, 'year', m.year, 'kind', m.kind,
          'amount', m.amount::text, 'currency', m.currency, 'note', m.note) order by m.year, y.position, m.kind, m.id), '[]')
        from agreement_amount m join organisation o on o.id = m.organisation_id
        left join agreement_party y on y.agreement_id = m.agreement_id and y.organisation_id = m.organisation_id
        where m.agreement_id = a.id) as amounts,
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', o.name, 'kind', c.kind, 'body', c.body,
          'amount', c.amount::text, 'currency', c.currency, 'dueOn', c.due_on, 'state', c.state, 'doneOn', c.done_on)
          order by y.position, c.due_on nulls last, c.created_at, c.id), '[]')
        from commitment c join organisation o on o.id = c.organisation_id
        left join agreement_party y on y.agreement_id = c.agreement_id and y.organisation_id = c.organisation_id
        where c.agreement_id = a.id and c.superseded_at is null) as commitments,
      (select coalesce(jsonb_agg(o.name order by y.position), '[]') from agreement_party y
        join organisation o on o.id = y.organisation_id
        where y.agreement_id = a.id and y.no_commitment) as "promisesNothing"
    from agreement a where a.partnership_id = ${partnershipId} and a.state <> 'abandoned'
      and (${agreementId}::uuid is null or a.id = ${agreementId})
    order by a.state in ('ended', 'renewed'), a.starts_on desc nulls last, a.id limit 20`.execute(ctx.db)
  return rows
}

// What is confidential is its filer's alone; what was withdrawn is no longer handed out.
async function readDocuments(ctx: Ctx, { partnershipId, agreementId }: OpenLink): Promise<LinkDocument[]> {
  const { rows } = await sql<LinkDocument>`
    select distinct on (d.created_at, d.id) d.id, d.title, d.kind, v.number, f.size, f.media_type as "mediaType"
    from document d join document_version v on v.document_id = d.id join stored_file f on f.id = v.file_id
    where d.partnership_id = ${partnershipId} and not d.confidential and d.withdrawn_at is null and d.project_id is null
      and (${agreementId}::uuid is null or d.agreement_id = ${agreementId})
    order by d.created_at desc, d.id, v.number desc limit 30`.execute(ctx.db)
  return rows
}

async function readConsents(ctx: Ctx, link: OpenLink): Promise<LinkView['consents']> {
  const { rows } = await sql<LinkView['consents'][number]>`
    select part, answer from publication_consent
    where partnership_id = ${link.partnershipId} and organisation_id = ${link.organisationId}`.execute(ctx.db)
  return rows
}
