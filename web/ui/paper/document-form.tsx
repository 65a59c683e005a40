import type { KeptDocument } from '../../../features/partnerships/documents.server.ts'
import { documentKinds, paperLanguages } from '../../../features/partnerships/papers.ts'
import { Choices, FileField, SelectField, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

type Kept = Readonly<Record<string, string | string[]>> | null
const accept = '.pdf,.docx,.odt,.xlsx,.jpg,.jpeg,.png,.webp'

type FormProps = {
  kept?: Kept
  /** Whether the writer may file what only their body reads. */
  mayBeConfidential?: boolean
  /** The agreements of the tie, where the paper may belong to one of them. */
  agreements?: readonly { id: string; title: string }[]
}

/** Files a paper: its file, what it is, and whether it stays inside the body that files it. */
export function DocumentForm({ kept = null, mayBeConfidential = true, agreements = [] }: FormProps) {
  const { t, language } = useSite()
  return (
    <Form intent="fileDocument" files kept={kept}>
      <FileField name="file" label={t('paper.form.file')} help={t('paper.form.fileHelp')} accept={accept} />
      <TextField name="title" label={t('paper.form.title')} help={t('paper.form.titleHelp')} maxLength={200} />
      <SelectField
        name="kind"
        label={t('paper.form.kind')}
        empty={t('paper.form.choose')}
        options={documentKinds.map((value) => ({ value, label: t(`paper.kind.${value}`) }))}
      />
      {agreements.length > 0 ? (
        <SelectField
          name="agreement"
          label={t('paper.form.agreement')}
          empty={t('paper.form.wholeTie')}
          optional
          options={agreements.map(({ id, title }) => ({ value: id, label: title }))}
        />
      ) : null}
      <SelectField
        name="locale"
        label={t('paper.form.language')}
        empty={t('paper.form.languageUnsaid')}
        optional
        options={paperLanguages.map((value) => ({ value, label: language(value) }))}
      />
      {mayBeConfidential ? (
        <Choices
          name="confidential"
          label={t('paper.form.readers')}
          many
          options={[{ value: 'yes', label: t('paper.form.confidential'), help: t('paper.form.confidentialHelp') }]}
        />
      ) : null}
      <TextField name="note" label={t('paper.form.note')} help={t('paper.form.noteHelp')} optional />
      <Submit>{t('paper.form.send')}</Submit>
    </Form>
  )
}

/** Adds a version to one of the papers the body has filed; nothing where it has filed none. */
export function VersionForm({ documents }: { documents: readonly KeptDocument[] }) {
  const { t } = useSite()
  if (documents.length === 0) return null
  return (
    <Form intent="addVersion" files>
      <SelectField
        name="document"
        label={t('paper.form.of')}
        options={documents.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <FileField name="file" label={t('paper.form.newFile')} help={t('paper.form.fileHelp')} accept={accept} />
      <TextField name="note" label={t('paper.form.versionNote')} help={t('paper.form.versionNoteHelp')} optional />
      <Submit quiet>{t('paper.form.sendVersion')}</Submit>
    </Form>
  )
}
