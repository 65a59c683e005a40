import { TextField } from '../form/fields.tsx'
import { useSite } from '../site.ts'

/** The name of somebody who has not said it yet: those they join want to know who comes in. */
export function NameField() {
  const { t } = useSite()
  return (
    <TextField name="name" label={t('members.name')} help={t('members.nameHelp')} autoComplete="name" maxLength={120} />
  )
}
