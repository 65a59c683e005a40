import { FileField, SelectField } from '../form/fields.tsx'
import { useSite } from '../site.ts'

type ProofProps = { documents: readonly { id: string; title: string }[]; help?: string; value?: string | null }

/** The paper that proves it: one that is filed already, or a new one. */
export function ProofFields({ documents, help, value = null }: ProofProps) {
  const { t } = useSite()
  return (
    <>
      {documents.length > 0 ? (
        <SelectField
          name="document"
          label={t('agreement.proof.filed')}
          empty={t('agreement.proof.none')}
          optional
          value={value}
          options={documents.map(({ id, title }) => ({ value: id, label: title }))}
        />
      ) : null}
      <FileField
        name="file"
        label={t('agreement.proof.file')}
        help={help ?? t('agreement.proof.fileHelp')}
        accept=".pdf,.docx,.odt,.xlsx,.jpg,.jpeg,.png,.webp"
        optional
      />
    </>
  )
}
