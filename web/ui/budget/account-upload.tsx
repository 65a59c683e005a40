import type { TypedValues } from '../../../features/accounts/kept-forms.server.ts'
import { Choices, FileField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

/** Brings one file of accounts or several, by choosing or dropping them. */
export function AccountUpload({ kept }: { kept: TypedValues | null }) {
  const { t } = useSite()
  return (
    <section aria-labelledby="bring" className="mt-8">
      <h2 id="bring">{t('accounts.upload.title')}</h2>
      <Form intent="upload" kept={kept} files>
        <FileField
          name="files"
          label={t('accounts.upload.files')}
          help={t('accounts.upload.help')}
          accept=".xml,.csv,.tsv,.txt,.xlsx"
          many
        />
        <Choices
          name="attached"
          label={t('accounts.upload.attached')}
          many
          options={[{ value: 'yes', label: t('accounts.upload.attachedYes'), help: t('accounts.upload.attachedHelp') }]}
        />
        <Submit>{t('accounts.upload.submit')}</Submit>
      </Form>
    </section>
  )
}
