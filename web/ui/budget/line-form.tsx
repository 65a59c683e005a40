import type { LineChoices } from '../../../features/budgets/line-choices.server.ts'
import type { LineFacts } from '../../../features/budgets/line-input.ts'
import type { LineSource } from '../../../features/budgets/line-record.server.ts'
import type { StaffGrade } from '../../../features/budgets/staff.server.ts'
import { SelectField, TextArea } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'
import { AttributeFields } from './attribute-fields.tsx'
import { AmountInputs, EffortFields, MoneyFields, NameFields, PartyFields, SourceFields } from './line-form-parts.tsx'
import { LineOdaFields } from './line-oda-fields.tsx'

type Named = { code: string; name: string }

type LineFormProps = {
  intent: 'create' | 'save'
  facts: LineFacts
  /** Of a line that was drawn from an account. */
  source: LineSource | null
  effort: {
    gradeId: string | null
    quantity: string | null
    unit: string | null
    hourValue: string
    state: 'planned' | 'executed'
  }
  grades: readonly StaffGrade[]
  choices: LineChoices
  countries: readonly (readonly [code: string, name: string])[]
  channels: readonly Named[]
  sectors: readonly Named[]
  version: string
  kept: Readonly<Record<string, string | string[]>> | null
  mayWrite: boolean
}

/** The whole sheet of a line of the international budget; what it asks follows from how it is valued. */
export function LineForm(props: LineFormProps) {
  const { intent, facts, source, effort, grades, choices, countries, channels, sectors, version, kept, mayWrite } =
    props
  const { t, list } = useSite()
  const { valuation } = facts
  const isMoney = valuation === 'money'
  const directed = !source && valuation !== 'staff' && valuation !== 'volunteerTime'
  const empty = t('budgetLines.field.notSaid')
  return (
    <Form intent={intent} of={{ valuation }} kept={kept} draft>
      <input type="hidden" name="version" value={version} />
      <fieldset className="contents" disabled={!mayWrite}>
        <NameFields facts={facts} drawn={source !== null} directed={directed} />
        {source ? <SourceFields source={source} amounts={facts.amounts} /> : null}
        {!source && (isMoney || valuation === 'inKind') ? <AmountInputs amounts={facts.amounts} /> : null}
        {valuation === 'staff' || valuation === 'volunteerTime' ? (
          <EffortFields valuation={valuation} grades={grades} value={effort} />
        ) : null}
        <AttributeFields choices={choices} countries={countries} value={facts} empty={empty} />
        {choices.commitments.length > 0 ? (
          <SelectField
            name="commitment"
            label={t('budgetLines.field.commitment')}
            empty={empty}
            options={choices.commitments.map(({ id, body, names }) => ({
              value: id,
              label: `${list(names)} – ${body}`,
            }))}
            value={facts.commitmentId ?? ''}
            optional
          />
        ) : null}
        {valuation === 'staff' ? null : <PartyFields facts={facts} bodies={choices.bodies} directed={directed} />}
        {isMoney ? <MoneyFields facts={facts} directed={directed} /> : null}
        <LineOdaFields value={facts} channels={channels} sectors={sectors} />
        <TextArea
          name="note"
          label={t('budgetLines.field.note')}
          value={facts.note}
          rows={3}
          maxLength={1000}
          optional
        />
      </fieldset>
      {mayWrite ? <Submit>{t(intent === 'create' ? 'budgetLines.new.submit' : 'budgetLines.line.save')}</Submit> : null}
    </Form>
  )
}
