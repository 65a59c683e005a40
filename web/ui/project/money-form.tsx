import type { MoneyEntry } from '../../../features/projects/money.server.ts'
import { fundingSources, moneyNatures } from '../../../features/projects/schema.ts'
import { SelectField, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

type MoneyFormProps = {
  /** The bodies of the project that may pay, the one that acts first. */
  bodies: readonly { key: string; name: string }[]
  year: number
  /** The amount that is changed; a new one without it. */
  entry?: MoneyEntry
  kept: Readonly<Record<string, string | string[]>> | null
}

/** Enters who pays what in a year. */
export function MoneyForm({ bodies, year, entry, kept }: MoneyFormProps) {
  const { t } = useSite()
  return (
    <Form intent={entry ? 'change' : 'add'} of={entry ? { id: entry.id } : {}} kept={kept}>
      <SelectField
        name="funder"
        label={t('project.money.funder')}
        help={t('project.money.funderHelp')}
        empty={t('project.money.other')}
        options={bodies.map(({ key, name }) => ({ value: key, label: name }))}
        value={entry ? entry.funderKey : (bodies[0]?.key ?? '')}
        optional
      />
      <TextField
        name="funderName"
        label={t('project.money.funderName')}
        value={entry && !entry.funderKey ? entry.funder : ''}
        maxLength={200}
        optional
      />
      <SelectField
        name="source"
        label={t('project.money.source')}
        options={fundingSources.map((value) => ({ value, label: t(`project.source.${value}`) }))}
        value={entry?.source ?? 'ownFunds'}
      />
      <SelectField
        name="nature"
        label={t('project.money.nature')}
        options={moneyNatures.map((value) => ({ value, label: t(`project.nature.${value}`) }))}
        value={entry?.nature ?? 'money'}
      />
      <TextField
        name="year"
        label={t('project.money.year')}
        value={String(entry?.year ?? year)}
        inputMode="numeric"
        maxLength={4}
      />
      <TextField
        name="planned"
        label={t('project.money.planned')}
        value={entry?.planned ?? ''}
        maxLength={20}
        optional
      />
      <TextField
        name="spent"
        label={t('project.money.spent')}
        help={t('project.money.spentHelp')}
        value={entry?.spent ?? ''}
        maxLength={20}
        optional
      />
      <TextField
        name="currency"
        label={t('project.money.currency')}
        help={t('project.money.currencyHelp')}
        value={entry?.currency ?? 'EUR'}
        maxLength={3}
      />
      <TextField name="note" label={t('project.money.note')} value={entry?.note ?? ''} maxLength={300} optional />
      <Submit>{t(entry ? 'project.money.save' : 'project.money.submit')}</Submit>
    </Form>
  )
}
