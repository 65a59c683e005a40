import { FileField, SelectField } from '../form/fields.tsx'
import { useSite } from '../site.ts'

/** The paper that proves it: one that is filed already, or a new one. */
export function ProofFields({ documents }: { documents: readonly { id: string; title: string }[] }) {
  const { t } = useSite()
  return (
    <>
      {documents.length > 0 ? (
        <SelectField
          name="document"
          label={t('agreement.proof.filed')}
          empty={t('agreement.proof.none')}
          optional
          options={documents.map(({ id, title }) => ({ value: id, label: title }))}
        />
      ) : null}
      <FileField
        name="file"
        label={t('agreement.proof.file')}
        help={t('agreement.proof.fileHelp')}
        accept=".pdf,.docx,.odt,.xlsx,.jpg,.jpeg,.png,.webp"
        optional
      />
    </>
  )
}
