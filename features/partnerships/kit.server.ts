import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { translator } from '../../platform/i18n/translator.ts'
import { dayOf } from './agreement-read.server.ts'
import type { Agreement, AgreementStep, Amendment } from './agreement-schema.ts'
import { getAgreement } from './agreements.server.ts'
import { newCommitment } from './amendments.server.ts'
import { listDocuments } from './documents.server.ts'
import { getGovernance } from './governance.server.ts'
import { composePaper } from './kit.ts'
import {
  type AgreementPaper,
  type Gap,
  type KitLanguage,
  type KitPaper,
  kitPapers,
  languagesOf,
  type PaperAct,
  type PaperChange,
  type PaperParty,
} from './kit-paper.ts'
import { makePaper, type PaperFormat, paperFormats } from './make-paper.server.ts'
import type { PartyOfTie } from './parties.server.ts'
import { amountNamed } from './proposal-amounts.ts'
import { listReminders } from './reminders.server.ts'
import type { DueReminder } from './reminders.ts'

/** An agreement, and the party its papers are made for. */
export type KitOf = PartyOfTie & { agreementId: string }

/** A paper that can be made now, in which languages, and what the record does not say yet. */
export type KitLine = { kind: KitPaper; languages: readonly KitLanguage[]; gaps: Gap[] }

/** The kit of an agreement: its papers, and what they are about. */
export type Kit = {
  agreementId: string
  title: string
  /** The number of the amendment the papers are about; null where none is open. */
  amendment: number | null
  /** Whether the side they are made for is French: some papers are of French law. */
  isFrench: boolean
  papers: KitLine[]
}

type PartyFacts = { id: string; tier: string; country: string; fr: string; en: string }
type TieFacts = { sinceYear: number | null; goals: number[]; parties: PartyFacts[] }

async function readTieFacts(ctx: Ctx, partnershipId: string): Promise<TieFacts> {
  const { rows } = await sql<TieFacts>`
    select t.since_year as "sinceYear", t.sdgs as goals,
      (select jsonb_agg(jsonb_build_object('id', o.id, 'tier', o.tier, 'country', o.country,
          'fr', coalesce(c.name_fr, o.country), 'en', coalesce(c.name_en, o.country)) order by p.position)
        from partnership_party p join organisation o on o.id = p.organisation_id left join country c on c.iso2 = o.country
        where p.partnership_id = t.id) as parties
    from partnership t where t.id = ${partnershipId}`.execute(ctx.db)
  const found = rows[0]
  if (!found) throw new AppError('not_found', 'record_not_found')
  return found
}

// The latest amendment still in the making, or else the latest one.
const amendmentOf = ({ amendments }: Agreement): Amendment | null =>
  amendments.findLast(({ state }) => state !== 'inForce' && state !== 'abandoned') ?? amendments.at(-1) ?? null

function actOf(steps: readonly AgreementStep[], kinds: readonly AgreementStep['kind'][]): PaperAct | null {
  const done = steps.filter(({ kind, doneOn }) => kinds.includes(kind) && doneOn)
  const step = done.at(-1) ?? steps.find(({ kind }) => kinds.includes(kind))
  return step ? { doneOn: step.doneOn, reference: step.reference } : null
}

function partyOf(agreement: Agreement, tie: TieFacts, organisationId: string): PaperParty[] {
  const party = agreement.parties.find((one) => one.organisationId === organisationId)
  const facts = tie.parties.find(({ id }) => id === organisationId)
  if (!party || !facts) return []
  const steps = agreement.steps.filter((step) => step.organisationId === organisationId && step.amendmentId === null)
  return [
    {
      organisationId,
      name: party.name,
      country: { fr: facts.fr, en: facts.en } satisfies Record<Locale, string>,
      tier: facts.tier,
      isFrench: facts.country === 'FR',
      signatoryName: party.signatoryName,
      signatoryFunction: party.signatoryFunction,
      noCommitment: party.noCommitment,
      commitments: agreement.commitments
        .filter((one) => one.organisationId === organisationId && !one.supersededAt && one.state !== 'waived')
        .map(({ body, amount, currency, dueOn }) => ({ body, amount, currency, dueOn })),
      approval: actOf(steps, ['approval']),
      transmission: actOf(steps, ['transmission']),
    },
  ]
}

function changeOf(agreement: Agreement, field: string, { from, to }: { from: unknown; to: unknown }): PaperChange {
  const place = amountNamed(field)?.position ?? (field === newCommitment ? (to as { party: number }).party : null)
  if (place === null) return { field, from, to }
  return { field, from, to, party: agreement.parties.find(({ position }) => position === place)?.name ?? '' }
}

async function readPaper(ctx: Ctx, of: KitOf): Promise<AgreementPaper> {
  const agreement = await getAgreement(ctx, of)
  const tie = await readTieFacts(ctx, of.partnershipId)
  const { committees } = await getGovernance(ctx, of)
  const documents = await listDocuments(ctx, { agreementId: of.agreementId })
  const amendment = amendmentOf(agreement)
  return {
    ...agreement,
    sinceYear: tie.sinceYear,
    goals: tie.goals,
    parties: agreement.parties.flatMap(({ organisationId }) => partyOf(agreement, tie, organisationId)),
    committees: committees.filter((one) => !one.endedOn && (!one.agreementId || one.agreementId === agreement.id)),
    amendment: amendment && {
      number: amendment.number,
      object: amendment.object,
      changes: Object.entries(amendment.changes).map(([field, change]) => changeOf(agreement, field, change)),
    },
    pieces: documents.filter(({ withdrawnAt, confidential }) => !withdrawnAt && !confidential),
    organisationId: of.organisationId,
    madeOn: dayOf(ctx.now),
  }
}

function remindersOf(ctx: Ctx, of: KitOf, paper: AgreementPaper): Promise<DueReminder[]> {
  const amounts = paper.amounts.filter(({ kind, currency }) => kind === 'money' && currency === 'EUR')
  return listReminders(ctx, {
    subject: 'agreement',
    organisationId: of.organisationId,
    partnershipId: of.partnershipId,
    from: paper.startsOn,
    to: paper.endsOn,
    grant: amounts.map(({ amount }) => amount).sort((one, other) => Number(other) - Number(one))[0] ?? null,
  })
}

/** The papers an agreement can be made into for a party of it, and what the record does not say yet. */
export async function getKit(ctx: Ctx, of: KitOf): Promise<Kit> {
  return inTransaction(ctx, async (inner) => {
    const paper = await readPaper(inner, of)
    return {
      agreementId: of.agreementId,
      title: paper.title,
      amendment: paper.amendment?.number ?? null,
      isFrench: paper.parties.some(({ organisationId, isFrench }) => organisationId === of.organisationId && isFrench),
      papers: kitPapers.map((kind) => ({
        kind,
        languages: languagesOf(kind),
        gaps: composePaper(kind, paper, languagesOf(kind)[0] ?? 'fr').gaps,
      })),
    }
  })
}

/** Makes one paper of the kit as a file, for a party of the tie. */
export async function makeKitPaper(
  ctx: Ctx,
  of: KitOf,
  asked: { kind: string; language: string; format: string },
): Promise<{ name: string; format: PaperFormat; bytes: Uint8Array<ArrayBuffer> }> {
  const paper = await inTransaction(ctx, (inner) => readPaper(inner, of))
  const kind = kitPapers.find((one) => one === asked.kind)
  const format = paperFormats.find((one) => one === asked.format)
  const language = kind && languagesOf(kind).find((one) => one === asked.language)
  if (!kind || !format || !language) throw new AppError('not_found', 'kit_paper_unknown')
  const reminders = kind === 'note' ? await remindersOf({ ...ctx, locale: 'fr' }, of, paper) : []
  const { text } = composePaper(kind, paper, language, reminders)
  const word = translator(language === 'en' ? 'en' : 'fr')(`kit.fileName.${kind}`)
  return { name: `${word}-${paper.madeOn}.${format}`, format, bytes: await makePaper(text, format, ctx.now) }
}
