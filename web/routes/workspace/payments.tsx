import {
  answerPayment,
  listPaymentsMade,
  listPaymentsTold,
  tellPayment,
} from '../../../features/budgets/payments.server.ts'
import { usePageData } from '../../request.ts'
import { BudgetNav } from '../../ui/budget/budget-nav.tsx'
import { PaymentsMade, PaymentsTold } from '../../ui/budget/payment-lists.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { atField, typedText } from '../../workspace/project-page.ts'
import type { OrganisationPage } from '../../workspace/request.ts'

/** What partners say they paid here, and what is paid from here. */
export const loader = workspaceLoader('member', async ({ ctx, atWork }) => {
  const { organisation } = atWork
  return {
    organisation,
    told: await listPaymentsTold(ctx, organisation.organisationId),
    made: await listPaymentsMade(ctx, organisation.organisationId),
  }
})

const back = ({ ctx, atWork }: OrganisationPage, done: string) => ({
  to: workspacePath('payments', ctx.locale, { key: atWork.organisation.key }, { done }),
})

const setTold = (told: boolean) => async (page: OrganisationPage, form: FormData) => {
  const { baseUrl } = page.page.instance
  await tellPayment(
    page.ctx,
    page.atWork.organisation.organisationId,
    typedText(form, 'line'),
    told,
    (locale, key) => baseUrl + workspacePath('payments', locale, { key }),
  )
  return back(page, told ? 'told' : 'untold')
}

const fieldOf = {
  payment_answer_missing: 'answer',
  payment_amount_wrong: 'amount',
  payment_amount_missing: 'amount',
  payment_currency_wrong: 'currency',
  payment_day_wrong: 'receivedOn',
  payment_day_to_come: 'receivedOn',
  payment_word_long: 'word',
}

/** Answers whether a payment arrived; tells a partner of one, or takes that back. */
export const action = workspaceAction('member', {
  answer: (page, form) =>
    atField(fieldOf, async () => {
      await answerPayment(page.ctx, page.atWork.organisation.organisationId, typedText(form, 'line'), {
        answer: typedText(form, 'answer'),
        amount: typedText(form, 'amount'),
        currency: typedText(form, 'currency'),
        receivedOn: typedText(form, 'receivedOn'),
        word: String(form.get('word') ?? ''),
      })
      return back(page, 'answered')
    }),
  tell: setTold(true),
  untell: setTold(false),
})

/** Payments between partners: told, and answered; what awaits the reader stands first. */
export default function Payments() {
  const { t, locale } = useSite()
  const { organisation, told, made, kept } = usePageData<typeof loader>()
  const { key } = organisation
  const mayWrite = organisation.role !== 'reader'
  const waiting = told.filter(({ answers }) => answers.length === 0).length
  const announced = made.filter((payment) => payment.told)
  const title =
    told.length === 0 && made.length > 0
      ? t('budget.payments.titleMade', {
          n: announced.length,
          answered: announced.filter(({ answers }) => answers.length > 0).length,
        })
      : t('budget.payments.title', { n: told.length, waiting })
  const received = (
    <section key="received" aria-labelledby="received" className="mt-10">
      <h2 id="received">{t('budget.payments.received')}</h2>
      <p className="measure mt-2">{t('budget.payments.receivedLead')}</p>
      <PaymentsTold payments={told} mayWrite={mayWrite} kept={kept} organisationKey={key} />
    </section>
  )
  const paid = (
    <section key="made" aria-labelledby="made" className="mt-10">
      <h2 id="made">{t('budget.payments.made')}</h2>
      <p className="measure mt-2">{t('budget.payments.madeLead')}</p>
      <PaymentsMade payments={made} mayWrite={mayWrite} organisationKey={key} />
    </section>
  )
  return (
    <div className="py-10">
      <WorkTitle>{title}</WorkTitle>
      <BudgetNav organisationKey={key} current="payments" />
      <Done area="budget.payments.done" />
      {told.length === 0 && made.length > 0 ? [paid, received] : [received, paid]}
      {told.length + made.length > 0 ? (
        <p className="row-actions mt-10 no-print">
          {(['xlsx', 'csv'] as const).map((format) => (
            <a key={format} href={workspacePath('paymentsFile', locale, { key, format })} className="tap">
              {t(`budget.payments.file.${format}`)}
            </a>
          ))}
        </p>
      ) : null}
    </div>
  )
}
