import { answerPublication, listConsents } from '../../../features/partnerships/consents.server.ts'
import { judgeParts } from '../../../features/partnerships/consents.ts'
import { setTieDiscreet } from '../../../features/partnerships/discreet.server.ts'
import { requireParty } from '../../../features/partnerships/parties.server.ts'
import { publicationParts } from '../../../features/partnerships/schema.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { usePageData } from '../../request.ts'
import { Deed, WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { Choices } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { FormProblems } from '../../ui/history/form-problems.tsx'
import { PartAnswers } from '../../ui/partnership/part-answers.tsx'
import { TieHead } from '../../ui/partnership/tie-head.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { tieInAddress, toTiePage } from '../../workspace/tie-in-address.ts'

/** What of the tie is public now and why, with the answer of each party. */
export const loader = workspaceLoader('party', async (page) => {
  const of = tieInAddress(page)
  const tie = await getTieHead(page.ctx, of)
  const consents = await listConsents(page.ctx, of)
  return { organisation: page.atWork.organisation, tie, consents, parts: judgeParts(tie, tie.parties, consents) }
})

/** Our yes or no, part by part; discreet mode, at once. */
export const action = workspaceAction('party', {
  async answer(page, form) {
    const of = tieInAddress(page)
    await requireParty(page.ctx, of, 'contributor')
    const answers = publicationParts.flatMap((part) => {
      const answer = form.get(part)
      return typeof answer === 'string' && answer !== '' ? [{ part, answer }] : []
    })
    if (answers.length === 0) return { problems: [{ reason: 'consent_answer_wrong' }] }
    await answerPublication(page.ctx, of, answers)
    return toTiePage(page, 'tiePublication', 'answered')
  },
  async hide(page) {
    const of = tieInAddress(page)
    await requireParty(page.ctx, of, 'contributor')
    await setTieDiscreet(page.ctx, { organisationId: of.organisationId, recordId: of.partnershipId }, true)
    return toTiePage(page, 'tiePublication', 'hidden')
  },
  async lift(page) {
    const of = tieInAddress(page)
    await requireParty(page.ctx, of, 'contributor')
    await setTieDiscreet(page.ctx, { organisationId: of.organisationId, recordId: of.partnershipId }, false)
    return toTiePage(page, 'tiePublication', 'lifted')
  },
})

/** What the public sees of a tie, and what each party allows of it. */
export default function TiePublication() {
  const { t, pathTo } = useSite()
  const { organisation, tie, consents, parts, kept } = usePageData<typeof loader>()
  const mayWrite = organisation.role !== 'reader'
  const isGuest = organisation.partnershipId !== null
  const seen = !tie.discreet && !tie.example
  const shown = parts.filter((part) => part.public).length
  const ours = (part: string) =>
    consents.find((one) => one.part === part && one.organisationId === tie.organisationId)?.answer ?? null
  return (
    <div className="py-10">
      <TieHead tie={tie} current="publication" />
      <WorkTitle>
        {seen ? t('tie.publication.title', { n: shown, all: parts.length }) : t('tie.publication.hidden')}
      </WorkTitle>
      <Done area="tie.done" />
      <FormProblems />
      <p className="measure mt-4">{t('tie.publication.lead')}</p>
      {seen ? (
        <p className="mt-2">
          <a href={pathTo('tie', { id: tie.id, names: tie.parties.map(({ name }) => name) })}>
            {t('tie.publication.see')}
          </a>
        </p>
      ) : (
        <p className="notice">{t(tie.example ? 'tie.publication.isExample' : 'tie.publication.isDiscreet')}</p>
      )}
      <PartAnswers parts={parts} parties={tie.parties} consents={consents} />
      {mayWrite ? (
        <section aria-labelledby="our-answer" className="mt-10">
          <h2 id="our-answer">{t('tie.publication.ours', { name: organisation.name })}</h2>
          <p className="measure mt-2">{t('tie.publication.oursLead')}</p>
          <Form intent="answer" kept={kept}>
            {publicationParts.map((part) => (
              <Choices
                key={part}
                name={part}
                label={t(`tie.publication.part.${part}`)}
                help={t(`tie.publication.what.${part}`)}
                value={ours(part)}
                options={[
                  { value: 'yes', label: t('tie.publication.yes') },
                  { value: 'no', label: t('tie.publication.no') },
                ]}
              />
            ))}
            <Submit>{t('tie.publication.save')}</Submit>
          </Form>
        </section>
      ) : null}
      {mayWrite && !isGuest ? (
        <section aria-labelledby="discreet" className="mt-12">
          <h2 id="discreet">{t('tie.publication.discreet')}</h2>
          <p className="measure mt-2">{t('tie.publication.discreetLead')}</p>
          <div className="mt-3">
            <Deed
              intent={tie.discreet ? 'lift' : 'hide'}
              label={t(tie.discreet ? 'tie.publication.lift' : 'tie.publication.hide')}
            />
          </div>
        </section>
      ) : null}
    </div>
  )
}
