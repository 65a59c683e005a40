import type { LineAmounts, LineFacts } from '../../../features/budgets/line-input.ts'
import type { LineSource } from '../../../features/budgets/line-record.server.ts'
import {
  counterpartKinds,
  directions,
  fundingSources,
  onePercentMechanisms,
  sections,
} from '../../../features/budgets/schema.ts'
import type { StaffGrade } from '../../../features/budgets/staff.server.ts'
import { staffUnits } from '../../../features/budgets/staff-rules.ts'
import { Choices, SelectField, TextField } from '../form/fields.tsx'
import { useAmount } from '../project/money-table.tsx'
import { useSite } from '../site.ts'
import { typedAmount } from '../word/typed-amount.ts'

type LabelProps = {
  facts: Pick<LineFacts, 'label' | 'year' | 'direction' | 'section'>
  drawn: boolean
  directed: boolean
}

/** What a line is called, its year and its way. */
export function NameFields({ facts, drawn, directed }: LabelProps) {
  const { t } = useSite()
  return (
    <>
      <TextField name="label" label={t('budgetLines.field.label')} value={facts.label} maxLength={300} />
      {drawn ? null : (
        <div className="field-pair">
          <TextField
            name="year"
            label={t('budgetLines.field.year')}
            value={String(facts.year)}
            inputMode="numeric"
            maxLength={4}
          />
          {directed ? (
            <SelectField
              name="direction"
              label={t('budgetLines.field.direction')}
              options={directions.map((one) => ({ value: one, label: t(`budgetLines.direction.${one}`) }))}
              value={facts.direction}
            />
          ) : null}
          {directed ? (
            <SelectField
              name="section"
              label={t('budgetLines.field.section')}
              options={sections.map((one) => ({ value: one, label: t(`budgetLines.section.${one}`) }))}
              value={facts.section}
            />
          ) : null}
        </div>
      )}
    </>
  )
}

/** Where a line was drawn from, down to the accounting line, and how much of that it is. */
export function SourceFields({ source, amounts }: { source: LineSource; amounts: LineAmounts }) {
  const { t, day } = useSite()
  const euros = useAmount()
  const told = (['planned', 'voted', 'opened', 'executed', 'carriedOver'] as const).flatMap((name) => {
    const amount = amounts[name]
    return amount === null
      ? []
      : [t('budgetLines.source.amount', { name: t(`budgetLines.column.${name}`), amount: euros(amount, 'EUR') })]
  })
  return (
    <section className="mt-6" aria-labelledby="source">
      <h2 id="source">{t('budgetLines.source.title')}</h2>
      <p className="first-letter:uppercase">
        {t(source.decidedOn ? 'budgetLines.source.decided' : 'budgetLines.source.from', {
          stage: t(`budgetLines.stage.${source.stage}` as 'budgetLines.stage.primitive'),
          year: String(source.year),
          label: source.document,
          day: source.decidedOn ? day(source.decidedOn) : '',
        })}
      </p>
      <p className="source">
        {[
          t('budgetLines.kind.line', { nature: source.nature }),
          source.functionCode ? t('budgetLines.kind.function', { code: source.functionCode }) : '',
          source.chapter ? t('budgetLines.source.chapter', { code: source.chapter }) : '',
          source.position === null ? '' : t('budgetLines.source.position', { position: source.position }),
          source.said,
          source.fileName,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {source.live ? null : <p className="project-warning">{t('budgetLines.source.replaced')}</p>}
      <ul className="mt-3">
        {told.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <TextField
        name="take"
        label={t('budgetLines.source.take')}
        help={t(`budgetLines.source.takeHelp.${source.measure}`, { amount: euros(source.amount, 'EUR') })}
        value={source.take.replace('.', ',')}
        maxLength={20}
        optional
      />
    </section>
  )
}

/** The amounts of a line entered by hand: asked for, voted, done; never one for the other. */
export function AmountInputs({ amounts }: { amounts: LineAmounts }) {
  const { t, locale } = useSite()
  return (
    <fieldset className="form-field">
      <legend>{t('budgetLines.field.amounts')}</legend>
      <p className="source">{t('budgetLines.field.amountsHelp')}</p>
      <div className="field-pair">
        {(['planned', 'voted', 'executed', 'carriedOver'] as const).map((name) => (
          <TextField
            key={name}
            name={name}
            label={t(`budgetLines.column.${name}`)}
            value={typedAmount(locale, amounts[name])}
            maxLength={20}
            optional
          />
        ))}
      </div>
    </fieldset>
  )
}

type EffortValue = {
  gradeId: string | null
  quantity: string | null
  unit: string | null
  hourValue: string
  state: 'planned' | 'executed'
}
type EffortProps = { valuation: 'staff' | 'volunteerTime'; grades: readonly StaffGrade[]; value: EffortValue }

/** How much of whose time: days or full-time equivalents of a grade, or hours of volunteers at a stated value. */
export function EffortFields({ valuation, grades, value }: EffortProps) {
  const { t, locale } = useSite()
  const euros = useAmount()
  const quantity = typedAmount(locale, value.quantity)
  return (
    <>
      {valuation === 'staff' ? (
        <SelectField
          name="grade"
          label={t('budgetLines.staff.grade')}
          help={t('budgetLines.staff.gradeHelp')}
          options={grades.map((grade) => ({
            value: grade.id,
            label: t('budgetLines.staff.gradeOption', {
              label: grade.label,
              year: String(grade.year),
              cost: euros(grade.yearlyCost, 'EUR'),
            }),
          }))}
          value={value.gradeId}
        />
      ) : null}
      <div className="field-pair">
        <TextField
          name="quantity"
          label={t(valuation === 'staff' ? 'budgetLines.staff.quantity' : 'budgetLines.staff.hours')}
          value={quantity}
          maxLength={12}
        />
        {valuation === 'staff' ? (
          <SelectField
            name="unit"
            label={t('budgetLines.staff.unit')}
            options={staffUnits.map((one) => ({ value: one, label: t(`budgetLines.unit.${one}`) }))}
            value={value.unit ?? 'days'}
          />
        ) : (
          <TextField
            name="hourValue"
            label={t('budgetLines.staff.hourValue')}
            help={t('budgetLines.staff.hourValueHelp')}
            value={value.hourValue.replace('.', ',')}
            maxLength={12}
          />
        )}
        <SelectField
          name="state"
          label={t('budgetLines.staff.state')}
          options={(['executed', 'planned'] as const).map((one) => ({
            value: one,
            label: t(`budgetLines.staff.states.${one}`),
          }))}
          value={value.state}
        />
      </div>
    </>
  )
}

type PartyProps = {
  facts: Pick<LineFacts, 'counterpartKey' | 'counterpartName' | 'counterpartKind' | 'fundingSource' | 'direction'>
  bodies: readonly { key: string; name: string }[]
  /** Whether the line may still become a receipt. */
  directed: boolean
}

/** Who was paid, or who paid: a body of the register, or a name; never the name of a private person. */
export function PartyFields({ facts, bodies, directed }: PartyProps) {
  const { t } = useSite()
  return (
    <fieldset className="form-field">
      <legend>{t('budgetLines.party.title')}</legend>
      <SelectField
        name="counterpart"
        label={t('budgetLines.party.body')}
        empty={t('budgetLines.party.other')}
        options={bodies.map(({ key, name }) => ({ value: key, label: name }))}
        value={facts.counterpartKey}
        optional
      />
      <TextField
        name="counterpartSearch"
        label={t('budgetLines.party.search')}
        help={t('budgetLines.party.searchHelp')}
        value=""
        maxLength={200}
        optional
      />
      <TextField
        name="counterpartName"
        label={t('budgetLines.party.name')}
        help={t('budgetLines.party.nameHelp')}
        value={facts.counterpartName}
        maxLength={200}
        optional
      />
      <SelectField
        name="counterpartKind"
        label={t('budgetLines.party.kind')}
        help={t('budgetLines.party.kindHelp')}
        empty={t('budgetLines.field.notSaid')}
        options={counterpartKinds.map((one) => ({ value: one, label: t(`budgetLines.party.kinds.${one}`) }))}
        value={facts.counterpartKind ?? ''}
        optional
      />
      {facts.direction === 'receipt' || directed ? (
        <SelectField
          name="fundingSource"
          label={t('budgetLines.party.funding')}
          empty={t('budgetLines.field.notSaid')}
          options={fundingSources.map((one) => ({ value: one, label: t(`project.source.${one}`) }))}
          value={facts.fundingSource ?? ''}
          optional
        />
      ) : null}
    </fieldset>
  )
}

type MoneyProps = {
  facts: Pick<LineFacts, 'paid' | 'cofunded' | 'isInternal' | 'toldPartner' | 'onePercent' | 'direction'>
  directed: boolean
}

/** What else is said of money: what others pay, what was paid within the year, the 1 %, and whether the partner is told. */
export function MoneyFields({ facts, directed }: MoneyProps) {
  const { t, locale } = useSite()
  const yes = (name: string) => [
    { value: 'yes', label: t(`budgetLines.money.${name}` as 'budgetLines.money.isInternal') },
  ]
  return (
    <>
      <div className="budget-pair">
        {facts.direction === 'expenditure' || directed ? (
          <TextField
            name="cofunded"
            label={t('budgetLines.money.cofunded')}
            help={t('budgetLines.money.cofundedHelp')}
            value={typedAmount(locale, facts.cofunded)}
            maxLength={20}
            optional
          />
        ) : null}
        <TextField
          name="paid"
          label={t('budgetLines.money.paid')}
          help={t('budgetLines.money.paidHelp')}
          value={typedAmount(locale, facts.paid)}
          maxLength={20}
          optional
        />
      </div>
      <SelectField
        name="onePercent"
        label={t('budgetLines.money.onePercent')}
        empty={t('budgetLines.money.noOnePercent')}
        options={onePercentMechanisms.map((one) => ({ value: one, label: t(`budgetLines.onePercent.${one}`) }))}
        value={facts.onePercent ?? ''}
        optional
      />
      <Choices
        name="isInternal"
        label={t('budgetLines.money.internal')}
        options={yes('isInternal')}
        value={facts.isInternal ? 'yes' : ''}
        many
      />
      {facts.direction === 'expenditure' || directed ? (
        <Choices
          name="toldPartner"
          label={t('budgetLines.money.told')}
          help={t('budgetLines.money.toldHelp')}
          options={yes('toldPartner')}
          value={facts.toldPartner ? 'yes' : ''}
          many
        />
      ) : null}
    </>
  )
}
