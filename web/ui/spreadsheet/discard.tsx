import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

/** Drops a sheet that was not applied. */
export function Discard() {
  const { t } = useSite()
  return (
    <Form intent="discard">
      <Submit quiet>{t('spreadsheet.preview.discard')}</Submit>
    </Form>
  )
}
