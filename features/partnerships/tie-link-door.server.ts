import { sql } from 'kysely'
import { asJob, type Ctx } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import { type OpenFile, openFile } from '../../platform/files/store.server.ts'
import { isId } from '../../platform/ids.ts'
import { digestOf } from '../../platform/tokens.ts'
import { takeTurn } from '../../platform/turns.ts'
import { readActs } from './act-list.server.ts'
import { answerActAs } from './acts.server.ts'
import { readProposals } from './proposal-list.server.ts'
import { answerAs, type NewAnswer } from './proposals.server.ts'
import { publishTieContent } from './publish-content.server.ts'
import { publicationParts } from './schema.ts'
import type { Speaker } from './speaker.server.ts'
import { type LinkView, readLinkView } from './tie-link-view.server.ts'
import type { OpenLink } from './tie-links.ts'
import type { WordLinks } from './word-letters.ts'
import { recordWord } from './word-trail.server.ts'

/** Who says they answer: a person with a name and a function. */
export type LinkHolder = { name: string; functionTitle: string }

// One that was taken back, one past its time, and one that never was are told apart to nobody.
async function requireOpenLink(ctx: Ctx, token: string): Promise<OpenLink> {
  const { rows } = await sql<OpenLink>`
    select l.id, l.partnership_id as "partnershipId", l.organisation_id as "organisationId",
      l.agreement_id as "agreementId", l.made_for as "madeFor", l.addressee, l.expires_at as "expiresAt"
    from tie_link l join partnership_party p on p.partnership_id = l.partnership_id and p.organisation_id = l.organisation_id
    where l.token_digest = ${digestOf(token)} and l.revoked_at is null and l.expires_at > ${ctx.now}`.execute(ctx.db)
  if (!rows[0]) throw new AppError('not_found', 'tie_link_closed')
  return rows[0]
}

/** Opens a link: shows the tie and its agreement as the party it was made for may read them. It changes nothing. */
export function openTieLink(ctx: Ctx, token: string): Promise<LinkView> {
  return asJob(ctx, 'tieLink', async (job) => readLinkView(job, await requireOpenLink(job, token)))
}

// What a link does, it does for its own tie, a reasonable number of times, as a named person.
function byLink<T>(
  ctx: Ctx,
  token: string,
  holder: LinkHolder,
  work: (job: Ctx, speaker: Speaker, link: OpenLink) => Promise<T>,
): Promise<T> {
  return asJob(ctx, 'tieLink', async (job) => {
    const link = await requireOpenLink(job, token)
    await takeTurn(job, `tie link used ${link.id}`, { most: 40, seconds: 3600 })
    const name = holder.name.trim().slice(0, 120)
    const functionTitle = holder.functionTitle.trim().slice(0, 120)
    if (name === '') throw new AppError('invalid', 'tie_link_name_needed')
    if (functionTitle === '') throw new AppError('invalid', 'tie_link_function_needed')
    const { partnershipId, organisationId } = link
    return work(job, { partnershipId, organisationId, personId: null, linkId: link.id, name, functionTitle }, link)
  })
}

/** Answers a proposal by a link, as a named person. */
export async function answerProposalByLink(
  ctx: Ctx,
  token: string,
  holder: LinkHolder,
  answer: NewAnswer & { proposalId: string },
  links: WordLinks,
): Promise<void> {
  await byLink(ctx, token, holder, async (job, speaker, link) => {
    const { proposalId } = answer
    const [proposal] = isId(proposalId) ? await readProposals(job, speaker, { id: proposalId }) : []
    if (!proposal || !isOpenTo(link, proposal)) throw new AppError('not_found', 'proposal_not_found')
    await answerAs(job, speaker, proposalId, answer, links)
  })
}

/** Answers an act by a link, as a named person. */
export async function answerActByLink(
  ctx: Ctx,
  token: string,
  holder: LinkHolder,
  answer: { actId: string; body: string },
  links: WordLinks,
): Promise<void> {
  await byLink(ctx, token, holder, async (job, speaker, link) => {
    const { actId, body } = answer
    const [act] = isId(actId) ? await readActs(job, link.partnershipId, { id: actId }) : []
    if (!act || !isOpenTo(link, act)) throw new AppError('not_found', 'act_not_found')
    await answerActAs(job, speaker, actId, body, links)
  })
}

// A link to one agreement does not reach the others; what concerns the tie as a whole concerns it too.
const isOpenTo = (link: OpenLink, said: { agreementId: string | null }) =>
  link.agreementId === null || said.agreementId === null || said.agreementId === link.agreementId

/** Says yes or no, by a link, to publishing parts of the tie; it takes the place of what the party had answered. */
export async function answerPublicationByLink(
  ctx: Ctx,
  token: string,
  holder: LinkHolder,
  answers: readonly { part: string; answer: string }[],
): Promise<void> {
  await byLink(ctx, token, holder, async (job, speaker) => {
    for (const { part, answer } of answers)
      if (!publicationParts.some((one) => one === part) || !['yes', 'no'].includes(answer))
        throw new AppError('invalid', 'consent_answer_wrong')
    if (answers.length === 0) throw new AppError('invalid', 'tie_link_consent_needed')
    await job.db
      .insertInto('publication_consent')
      .values(
        answers.map(({ part, answer }) => ({
          partnership_id: speaker.partnershipId,
          organisation_id: speaker.organisationId,
          part,
          answer,
          person_id: null,
          answered_name: speaker.name,
          answered_at: job.now,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['partnership_id', 'organisation_id', 'part']).doUpdateSet((said) => ({
          answer: said.ref('excluded.answer'),
          person_id: null,
          answered_name: said.ref('excluded.answered_name'),
          answered_at: said.ref('excluded.answered_at'),
        })),
      )
      .execute()
    await recordWord(job, speaker, 'publicationAnswered')
    await asJob(job, 'publish', async (publish) => {
      await publishTieContent(publish, [speaker.partnershipId])
      await raiseDataVersion(publish)
    })
  })
}

/** Opens one version of a paper the parties share, for whoever holds a link to its tie or agreement. */
export function openLinkDocument(
  ctx: Ctx,
  token: string,
  { documentId, number }: { documentId: string; number: number },
  filesFolder: string,
): Promise<OpenFile> {
  return asJob(ctx, 'tieLink', async (job) => {
    const link = await requireOpenLink(job, token)
    if (!isId(documentId) || !Number.isSafeInteger(number) || number > 32_000)
      throw new AppError('not_found', 'document_not_found')
    const { rows } = await sql<{ file: string }>`
      select v.file_id as file from document d join document_version v on v.document_id = d.id
      where d.id = ${documentId} and v.number = ${number} and d.partnership_id = ${link.partnershipId}
        and not d.confidential and d.withdrawn_at is null and d.project_id is null
        and (${link.agreementId}::uuid is null or d.agreement_id = ${link.agreementId})`.execute(job.db)
    if (!rows[0]) throw new AppError('not_found', 'document_not_found')
    return openFile(job, filesFolder, rows[0].file)
  })
}
