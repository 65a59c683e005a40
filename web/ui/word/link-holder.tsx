import { TextField } from '../form/fields.tsx'
import { useSite } from '../site.ts'

/** Who says it: a person by name and function, asked of whoever answers without an account. */
export function LinkHolder() {
  const { t } = useSite()
  return (
    <>
      <TextField name="name" label={t('word.answer.name')} autoComplete="name" maxLength={120} />
      <TextField
        name="function"
        label={t('word.answer.function')}
        help={t('word.answer.functionHelp')}
        autoComplete="organization-title"
        maxLength={120}
      />
      <p className="source mt-3">{t('word.answer.person')}</p>
    </>
  )
}
