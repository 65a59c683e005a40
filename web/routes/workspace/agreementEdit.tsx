import { legalBasisOn } from '../../../features/partnerships/agreement-basis.ts'
import { blankContent, contentOf, readContent } from '../../../features/partnerships/agreement-content.ts'
import {
  abandonDraft,
  addAmount,
  DraftMoved,
  removeAmount,
  updateDraft,
} from '../../../features/partnerships/agreement-draft.server.ts'
import { dayOf } from '../../../features/partnerships/agreement-read.server.ts'
import { isOpen, isWritable } from '../../../features/partnerships/agreement-rules.ts'
import { type AgreementContent, type AmountKind, amountKinds } from '../../../features/partnerships/agreement-schema.ts'
import { getAgreement } from '../../../features/partnerships/agreements.server.ts'
import { requireParty } from '../../../features/partnerships/parties.server.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { readDecimal } from '../../../platform/decimals.ts'
import { translator } from '../../../platform/i18n/translator.ts'
import { usePageData } from '../../request.ts'
import { AgreementTop } from '../../ui/agreement/agreement-top.tsx'
import { AmountForm, AmountLines } from '../../ui/agreement/amount-form.tsx'
import { AmountTables } from '../../ui/agreement/amount-table.tsx'
import { MoreFields, ShortFields } from '../../ui/agreement/content-fields.tsx'
import { Deed, WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { FormProblems } from '../../ui/history/form-problems.tsx'
import { useSite } from '../../ui/site.ts'
import { agreementOf, toAgreement, wordOf } from '../../workspace/agreement-page.ts'
import { typedValues, workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { proposePath } from '../../workspace/propose-path.ts'

/** A draft as it stands. */
export const loader = workspaceLoader('party', async (page) => {
  const { ctx, atWork } = page
  const of = agreementOf(page)
  const tie = await getTieHead(ctx, of)
  const agreement = await getAgreement(ctx, of)
  const french = agreement.parties.some(({ country }) => country === 'FR')
  const t = translator(ctx.locale)
  const basis = french
    ? legalBasisOn(agreement.startsOn ?? dayOf(ctx.now)).map((code) => t(`agreement.basis.${code}`))
    : []
  return { organisation: atWork.organisation, tie, agreement, basis: basis.join('\n') }
})

function readState(form: FormData): { version: number; content: AgreementContent } {
  const version = Number(wordOf(form, 'version'))
  const was: unknown = JSON.parse(wordOf(form, 'was') || '{}')
  const content = was !== null && typeof was === 'object' ? (was as AgreementContent) : blankContent
  return { version, content: { ...blankContent, ...content } }
}

/** Writes a draft, its amounts, or gives it up. */
export const action = workspaceAction('party', {
  async write(page, form) {
    const { ctx } = page
    const of = agreementOf(page)
    await requireParty(ctx, of, 'contributor')
    const read = readContent(typedValues(form), contentOf(await getAgreement(ctx, of)))
    if ('problems' in read) return read
    try {
      await updateDraft(ctx, of, read.content, readState(form))
    } catch (error) {
      if (!(error instanceof DraftMoved)) throw error
      const t = translator(ctx.locale)
      const fields = new Intl.ListFormat(ctx.locale).format(error.fields.map((field) => t(`agreement.field.${field}`)))
      return { problems: [{ reason: error.reason, values: { fields } }] }
    }
    return { to: toAgreement(page, 'agreement', { done: 'written' }) }
  },
  async addAmount(page, form) {
    const of = agreementOf(page)
    await requireParty(page.ctx, of, 'contributor')
    const amount = readDecimal(wordOf(form, 'amount'))
    const year = /^\d{4}$/.test(wordOf(form, 'year')) ? Number(wordOf(form, 'year')) : Number.NaN
    const currency = wordOf(form, 'currency').toUpperCase() || 'EUR'
    const kind = amountKinds.find((one) => one === wordOf(form, 'amountKind')) as AmountKind | undefined
    const problems = [
      ...(Number.isNaN(year) ? [{ reason: 'word_year_wrong', field: 'year' }] : []),
      ...(kind ? [] : [{ reason: 'word_choice_wrong', field: 'amountKind' }]),
      ...(amount === null ? [{ reason: 'word_amount_wrong', field: 'amount' }] : []),
      ...(/^[A-Z]{3}$/.test(currency) ? [] : [{ reason: 'agreement_currency_wrong', field: 'currency' }]),
    ]
    if (problems.length > 0 || amount === null || !kind) return { problems }
    const note = wordOf(form, 'note').slice(0, 300)
    await addAmount(page.ctx, of, { partyId: wordOf(form, 'party'), year, kind, amount, currency, note })
    return { to: `${toAgreement(page, 'agreementEdit', { done: 'amountAdded' })}#amounts` }
  },
  async removeAmount(page, form) {
    await removeAmount(page.ctx, agreementOf(page), wordOf(form, 'id'))
    return { to: `${toAgreement(page, 'agreementEdit', { done: 'amountRemoved' })}#amounts` }
  },
  async abandon(page) {
    await abandonDraft(page.ctx, agreementOf(page))
    return { to: toAgreement(page, 'agreement', { done: 'abandoned' }) }
  },
})

/** The text of a draft, amounts by party and year; once something is decided, the way to propose a change. */
export default function AgreementEdit() {
  const { t, locale } = useSite()
  const { organisation, tie, agreement, basis, kept } = usePageData<typeof loader>()
  const params = { key: organisation.key, tie: tie.id, agreement: agreement.id }
  const mayWrite = organisation.role !== 'reader'
  const content = contentOf(agreement)
  return (
    <div className="py-10">
      <AgreementTop tie={tie} params={params} />
      <WorkTitle>{t('agreement.edit.title', { title: agreement.title })}</WorkTitle>
      <Done area="agreement.done" />
      <FormProblems intents={['removeAmount', 'abandon']} />
      {mayWrite && isWritable(agreement) ? (
        <>
          <p className="measure mt-4">{t('agreement.edit.lead')}</p>
          <Form intent="write" kept={kept} draft>
            <input type="hidden" name="version" value={agreement.version} />
            <input type="hidden" name="was" value={JSON.stringify(content)} />
            <ShortFields content={content} />
            <MoreFields content={content} basis={basis} />
            <Submit>{t('agreement.edit.save')}</Submit>
          </Form>
          <section aria-labelledby="amounts" className="mt-12">
            <h2 id="amounts">{t('agreement.amounts.title')}</h2>
            <p className="measure">{t('agreement.amounts.lead')}</p>
            <AmountTables amounts={agreement.amounts} parties={agreement.parties} />
            <AmountLines amounts={agreement.amounts} parties={agreement.parties} />
            <AmountForm agreement={agreement} ours={organisation.organisationId} />
          </section>
          <p className="mt-8">
            <a className="button" href={workspacePath('agreementCommitments', locale, params)}>
              {t('agreement.edit.next')}
            </a>
          </p>
        </>
      ) : (
        <>
          <p className="measure mt-4">{t('agreement.edit.decided')}</p>
          {mayWrite ? (
            <p className="mt-4">
              <a className="button" href={proposePath(locale, params)}>
                {t('agreement.deed.propose')}
              </a>
            </p>
          ) : null}
        </>
      )}
      {mayWrite && isOpen(agreement.state) ? (
        <section aria-labelledby="abandon" className="mt-12">
          <h2 id="abandon">{t('agreement.edit.abandon')}</h2>
          <p className="measure">{t('agreement.edit.abandonLead')}</p>
          <Deed intent="abandon" label={t('agreement.edit.abandonNow')} />
        </section>
      ) : null}
    </div>
  )
}
