import type { Payment, PaymentAnswer } from '../../../features/budgets/payments.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { Deed } from '../form/deed.tsx'
import { Choices, TextArea, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'
import { useEuros } from './use-euros.ts'

const kinds = ['received', 'partly', 'notReceived'] as const

type Kept = Parameters<typeof Form>[0]['kept']

/** What partners say they paid, each with its answers and the form that answers. */
export function PaymentsTold({
  payments,
  mayWrite,
  kept,
}: {
  payments: readonly Payment[]
  mayWrite: boolean
  kept: Kept
}) {
  const { t } = useSite()
  if (payments.length === 0) return <p className="notice measure">{t('budget.payments.none')}</p>
  return (
    <ul className="threads mt-4">
      {payments.map((payment) => (
        <li key={payment.id}>
          <Said payment={payment} way="from" />
          {mayWrite ? (
            <details open={payment.answers.length === 0}>
              <summary className="tap">
                {t(payment.answers.length === 0 ? 'budget.payments.answer' : 'budget.payments.again')}
              </summary>
              <Form intent="answer" of={{ line: payment.id }} kept={kept ?? null}>
                <Choices
                  name="answer"
                  label={t('budget.payments.question')}
                  options={kinds.map((value) => ({ value, label: t(`budget.payments.kind.${value}`) }))}
                />
                <TextField
                  name="amount"
                  label={t('budget.payments.amount')}
                  help={t('budget.payments.amountHelp')}
                  optional
                />
                <TextField name="receivedOn" label={t('budget.payments.receivedOn')} type="date" optional />
                <TextArea
                  name="word"
                  label={t('budget.payments.word')}
                  help={t('budget.payments.wordHelp')}
                  maxLength={1000}
                  optional
                />
                <Submit>{t('budget.payments.send')}</Submit>
              </Form>
            </details>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

/** What was paid from here: whether the partner was told, and its own words. */
export function PaymentsMade({
  payments,
  mayWrite,
  organisationKey,
}: {
  payments: readonly Payment[]
  mayWrite: boolean
  organisationKey: string
}) {
  const { t, locale } = useSite()
  if (payments.length === 0) return <p className="notice measure">{t('budget.payments.noneMade')}</p>
  return (
    <ul className="threads mt-4">
      {payments.map((payment) => (
        <li key={payment.id}>
          <Said
            payment={payment}
            way="to"
            href={workspacePath('budgetLine', locale, { key: organisationKey, line: payment.id })}
          />
          <span className="source block">
            {t(payment.told ? 'budget.payments.isTold' : 'budget.payments.isNotTold')}
          </span>
          {mayWrite ? (
            <Deed
              intent={payment.told ? 'untell' : 'tell'}
              of={{ line: payment.id }}
              label={t(payment.told ? 'budget.payments.untell' : 'budget.payments.tell')}
              spoken={t(payment.told ? 'budget.payments.untellOf' : 'budget.payments.tellOf', {
                label: payment.label,
                other: payment.other,
              })}
            />
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function Said({ payment, way, href }: { payment: Payment; way: 'from' | 'to'; href?: string }) {
  const { t } = useSite()
  const { euros } = useEuros()
  const { label, other, year, amount, state, project, answers } = payment
  return (
    <>
      <p>
        <b>{euros(amount)}</b> · {t(`budget.payments.${way}`, { other, year: String(year) })}{' '}
        <span className="source">{t(`budget.payments.state.${state}`)}</span>
      </p>
      <p>
        {href ? <a href={href}>{label}</a> : label}
        {project ? ` · ${project}` : ''}
      </p>
      {answers.map((answer) => (
        <Answer key={answer.id} answer={answer} by={way === 'to' ? other : ''} />
      ))}
    </>
  )
}

// Its words as they are: nobody edits them.
function Answer({ answer, by }: { answer: PaymentAnswer; by: string }) {
  const { t, day } = useSite()
  const { euros } = useEuros()
  const { amount, receivedOn, word, name, answeredAt } = answer
  return (
    <blockquote className="note mt-2">
      <p>
        <b>{t(`budget.payments.kind.${answer.answer}`)}</b>
        {amount === null ? '' : ` · ${euros(amount)}`}
        {receivedOn ? ` · ${t('budget.payments.on', { day: day(receivedOn) })}` : ''}
      </p>
      {word ? <p className="whitespace-pre-line">{word}</p> : null}
      <p className="source">{[by, name, day(answeredAt)].filter(Boolean).join(', ')}</p>
    </blockquote>
  )
}
