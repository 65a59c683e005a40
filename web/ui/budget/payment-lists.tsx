import { missingOf } from '../../../features/budgets/payment-rules.ts'
import type { Payment, PaymentAnswer } from '../../../features/budgets/payments.server.ts'
import { useFormState } from '../../workspace/form-state.ts'
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
  organisationKey,
}: {
  payments: readonly Payment[]
  mayWrite: boolean
  kept: Kept
  organisationKey: string
}) {
  const { t } = useSite()
  // What is to be mended is never folded away.
  const sent = useFormState('answer')
  if (payments.length === 0) return <p className="notice measure">{t('budget.payments.none')}</p>
  return (
    <ul className="threads mt-4">
      {payments.map((payment) => (
        <li key={payment.id}>
          <Said payment={payment} way="from" organisationKey={organisationKey} />
          {mayWrite ? (
            <details open={payment.answers.length === 0 || sent?.typed.line === payment.id}>
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
                  inputMode="text"
                  optional
                />
                <TextField
                  name="currency"
                  label={t('budget.payments.currency')}
                  help={t('budget.payments.currencyHelp')}
                  value="EUR"
                  maxLength={3}
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
            organisationKey={organisationKey}
            href={workspacePath('budgetLine', locale, { key: organisationKey, line: payment.id })}
          />
          <span className="source mt-2 block">
            {t(payment.told ? 'budget.payments.isTold' : 'budget.payments.isNotTold')}
          </span>
          {mayWrite ? (
            <div className="mt-2">
              <Deed
                intent={payment.told ? 'untell' : 'tell'}
                of={{ line: payment.id }}
                label={t(payment.told ? 'budget.payments.untell' : 'budget.payments.tell')}
                spoken={t(payment.told ? 'budget.payments.untellOf' : 'budget.payments.tellOf', {
                  label: payment.label,
                  other: payment.other,
                })}
              />
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

type SaidProps = { payment: Payment; way: 'from' | 'to'; organisationKey: string; href?: string }

// What was paid, what it was paid for, and whom to write to; both sides read the same.
function Said({ payment, way, organisationKey: key, href }: SaidProps) {
  const { t } = useSite()
  const { euros } = useEuros()
  const { label, other, year, amount, state, answers } = payment
  return (
    <>
      <p>
        <b>{euros(amount)}</b> · {t(`budget.payments.${way}`, { other, year: String(year) })}{' '}
        <span className="source">{t(`budget.payments.state.${state}`)}</span>
      </p>
      <p>{href ? <a href={href}>{label}</a> : label}</p>
      <About payment={payment} organisationKey={key} />
      {answers.map((answer, index) => (
        <Answer
          key={answer.id}
          answer={answer}
          // What was missing at first may have arrived since.
          told={index === 0 ? amount : null}
          by={way === 'to' ? other : ''}
        />
      ))}
    </>
  )
}

function About({ payment, organisationKey: key }: { payment: Payment; organisationKey: string }) {
  const { t, locale, pathTo } = useSite()
  const { projectId, project, tieId, agreements, other, otherKey, takesMessages } = payment
  return (
    <ul className="source mt-1">
      {projectId && project ? (
        <li>
          {t('budget.payments.project')}{' '}
          <a href={workspacePath('project', locale, { key, project: projectId })} className="tap">
            {project}
          </a>
        </li>
      ) : null}
      {tieId
        ? agreements.map(({ id, title }) => (
            <li key={id}>
              {t('budget.payments.agreement')}{' '}
              <a href={workspacePath('agreement', locale, { key, tie: tieId, agreement: id })} className="tap">
                {title}
              </a>
            </li>
          ))
        : null}
      {tieId && agreements.length === 0 ? (
        <li>
          <a href={workspacePath('tie', locale, { key, tie: tieId })} className="tap">
            {t('budget.payments.tie', { other })}
          </a>
        </li>
      ) : null}
      {otherKey ? (
        <li>
          {takesMessages ? (
            <a href={workspacePath('contact', locale, { organisation: otherKey })} className="tap">
              {t('budget.payments.write', { other })}
            </a>
          ) : (
            <a href={pathTo('authority', { key: otherKey, name: other })} className="tap">
              {t('budget.payments.page', { other })}
            </a>
          )}
        </li>
      ) : null}
    </ul>
  )
}

// Its words as they are: nobody edits them. What is missing is worked out where both amounts are in euros.
function Answer({ answer, told, by }: { answer: PaymentAnswer; told: string | null; by: string }) {
  const { t, day } = useSite()
  const { euros, money } = useEuros()
  const { amount, currency, receivedOn, word, name, answeredAt } = answer
  const missing = missingOf(told, answer)
  return (
    <blockquote className="note mt-2">
      <p>
        <b>{t(`budget.payments.kind.${answer.answer}`)}</b>
        {amount === null ? '' : ` · ${money(amount, currency)}`}
        {receivedOn ? ` · ${t('budget.payments.on', { day: day(receivedOn) })}` : ''}
      </p>
      {missing ? <p>{t('budget.payments.missing', { amount: euros(missing) })}</p> : null}
      {word ? <p className="whitespace-pre-line">{word}</p> : null}
      <p className="source">{[by, name, day(answeredAt)].filter(Boolean).join(', ')}</p>
    </blockquote>
  )
}
