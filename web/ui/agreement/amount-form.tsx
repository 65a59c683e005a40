import { type Agreement, type AgreementAmount, amountKinds } from '../../../features/partnerships/agreement-schema.ts'
import { Deed } from '../form/deed.tsx'
import { SelectField, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'
import { useMoney } from './words.ts'

type LinesProps = { amounts: readonly AgreementAmount[]; parties: Agreement['parties'] }

/** Each forecast amount, with the button that takes it off the draft. */
export function AmountLines({ amounts, parties }: LinesProps) {
  const { t } = useSite()
  const money = useMoney()
  if (amounts.length === 0) return null
  return (
    <ul className="threads mt-4">
      {amounts.map(({ id, organisationId, year, kind, amount, currency }) => {
        const name = parties.find((party) => party.organisationId === organisationId)?.name ?? ''
        const said = `${name} · ${year} · ${t(`agreement.amounts.one.${kind}`)} · ${money(amount, currency)}`
        return (
          <li key={id} className="row-actions">
            <span>{said}</span>
            <Deed
              intent="removeAmount"
              of={{ id }}
              label={t('agreement.amounts.remove')}
              spoken={t('agreement.amounts.removeOf', { what: said })}
            />
          </li>
        )
      })}
    </ul>
  )
}

/** Adds one forecast amount: whose, of which year, what kind. */
export function AmountForm({ agreement, ours }: { agreement: Agreement; ours: string }) {
  const { t } = useSite()
  const year = (agreement.startsOn ?? '').slice(0, 4)
  return (
    <Form intent="addAmount">
      <h3 className="mt-8">{t('agreement.amounts.add')}</h3>
      <SelectField
        name="party"
        label={t('agreement.amounts.party')}
        value={ours}
        options={agreement.parties.map(({ organisationId, name }) => ({ value: organisationId, label: name }))}
      />
      <TextField name="year" label={t('agreement.amounts.year')} value={year} inputMode="numeric" maxLength={4} />
      <SelectField
        name="amountKind"
        label={t('agreement.amounts.what')}
        value="money"
        options={amountKinds.map((value) => ({ value, label: t(`agreement.amounts.one.${value}`) }))}
      />
      <TextField
        name="amount"
        label={t('agreement.amounts.amount')}
        help={t('agreement.amounts.amountHelp')}
        maxLength={24}
      />
      <TextField
        name="currency"
        label={t('agreement.amounts.currency')}
        help={t('agreement.amounts.currencyHelp')}
        value="EUR"
        maxLength={3}
      />
      <TextField name="note" label={t('agreement.amounts.note')} optional />
      <Submit quiet>{t('agreement.amounts.addNow')}</Submit>
    </Form>
  )
}
