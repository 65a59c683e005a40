import { ledgerKinds, transferStages } from '../../../features/partnerships/reciprocity.ts'
import type { TiePartyHead } from '../../../features/partnerships/tie-head.server.ts'
import { SelectField, TextArea, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

type Kept = Readonly<Record<string, string | string[]>> | null

/** Writes what one's own side gave. */
export function EntryForm({ kept, year }: { kept: Kept; year: string }) {
  const { t } = useSite()
  return (
    <Form intent="addEntry" kept={kept}>
      <SelectField
        name="kind"
        label={t('reciprocity.form.kind')}
        empty={t('reciprocity.form.choose')}
        options={ledgerKinds.map((value) => ({ value, label: t(`reciprocity.kind.${value}`) }))}
      />
      <TextField name="year" label={t('reciprocity.form.year')} value={year} inputMode="numeric" maxLength={4} />
      <TextField
        name="value"
        label={t('reciprocity.form.value')}
        help={t('reciprocity.form.valueHelp')}
        maxLength={20}
      />
      <TextField
        name="currency"
        label={t('reciprocity.form.currency')}
        help={t('reciprocity.form.currencyHelp')}
        value="EUR"
        maxLength={3}
        optional
      />
      <TextField name="note" label={t('reciprocity.form.note')} help={t('reciprocity.form.noteHelp')} maxLength={500} />
      <Submit>{t('reciprocity.form.add')}</Submit>
    </Form>
  )
}

/** Writes what one's own side learned, and how far it has come with it. */
export function TransferForm({ kept, others }: { kept: Kept; others: readonly TiePartyHead[] }) {
  const { t } = useSite()
  return (
    <Form intent="addTransfer" kept={kept}>
      <TextArea
        name="what"
        label={t('reciprocity.form.what')}
        help={t('reciprocity.form.whatHelp')}
        rows={3}
        maxLength={1000}
      />
      <SelectField
        name="from"
        label={t('reciprocity.form.from')}
        value={others.length === 1 ? (others[0]?.id ?? '') : ''}
        {...(others.length > 1 ? { empty: t('reciprocity.form.choose') } : {})}
        options={others.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        name="stage"
        label={t('reciprocity.form.stage')}
        empty={t('reciprocity.form.choose')}
        options={transferStages.map((value) => ({ value, label: t(`reciprocity.stage.${value}`) }))}
      />
      <TextField name="department" label={t('reciprocity.form.department')} maxLength={200} optional />
      <TextField name="adoptedWhere" label={t('reciprocity.form.adoptedWhere')} maxLength={300} optional />
      <TextField name="sinceYear" label={t('reciprocity.form.sinceYear')} inputMode="numeric" maxLength={4} optional />
      <Submit>{t('reciprocity.form.addTransfer')}</Submit>
    </Form>
  )
}
