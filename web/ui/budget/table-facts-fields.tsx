import { type TableFacts, tableNomenclatures } from '../../../features/budgets/account-table-form.ts'
import { stages } from '../../../features/budgets/schema.ts'
import { Choices, SelectField, TextField } from '../form/fields.tsx'
import { useSite } from '../site.ts'

/** What a table cannot say of itself: its year, what its amounts say, its budget, its account plan. */
export function TableFactsFields({ facts, lastYear }: { facts: Partial<TableFacts>; lastYear: number }) {
  const { t } = useSite()
  return (
    <>
      <h2 className="mt-10">{t('accounts.table.factsTitle')}</h2>
      <TextField
        name="year"
        type="number"
        inputMode="numeric"
        label={t('accounts.table.year')}
        help={t('accounts.table.yearHelp')}
        value={String(facts.year ?? lastYear)}
        optional
      />
      <SelectField
        name="stage"
        label={t('accounts.table.stage')}
        empty={t('accounts.table.stageEmpty')}
        value={facts.stage ?? ''}
        options={stages.map((stage) => ({ value: stage, label: t(`accounts.stage.${stage}`) }))}
      />
      <Choices
        name="whole"
        label={t('accounts.table.whole')}
        value={facts.whole ? 'yes' : 'no'}
        options={[
          { value: 'no', label: t('accounts.table.wholeNo'), help: t('accounts.table.wholeNoHelp') },
          { value: 'yes', label: t('accounts.table.wholeYes'), help: t('accounts.table.wholeYesHelp') },
        ]}
      />
      <TextField
        name="label"
        label={t('accounts.table.label')}
        value={facts.label ?? t('accounts.table.labelDefault')}
        maxLength={200}
      />
      <Choices
        name="budgetType"
        label={t('accounts.table.budgetType')}
        value={facts.budgetType ?? 'principal'}
        options={(['principal', 'annexed'] as const).map((type) => ({
          value: type,
          label: t(`accounts.budgetType.${type}`),
        }))}
      />
      <SelectField
        name="nomenclature"
        label={t('accounts.table.nomenclature')}
        help={t('accounts.table.nomenclatureHelp')}
        empty={t('accounts.table.nomenclatureNone')}
        value={facts.nomenclature ?? ''}
        options={tableNomenclatures.map((name) => ({ value: name, label: name.replaceAll('_', ' ') }))}
        optional
      />
      <SelectField
        name="direction"
        label={t('accounts.table.direction')}
        empty={t('accounts.table.directionNone')}
        value={facts.direction ?? ''}
        options={(['expenditure', 'receipt'] as const).map((direction) => ({
          value: direction,
          label: t(`accounts.direction.${direction}`),
        }))}
        optional
      />
      <TextField
        name="decidedOn"
        type="date"
        label={t('accounts.table.decidedOn')}
        value={facts.decidedOn ?? ''}
        optional
      />
    </>
  )
}
