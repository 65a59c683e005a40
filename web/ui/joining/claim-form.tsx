import { claimableRoles } from '../../../features/accounts/claims.ts'
import type { TypedValues } from '../../../features/accounts/kept-forms.server.ts'
import { Choices, FileField, TextArea, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { NameField } from '../members/name-field.tsx'
import { useSite } from '../site.ts'

type ClaimFormProps = { taken: boolean; isTold: boolean; needsName: boolean; kept: TypedValues | null }

/** The request to those who decide: a role where there are owners, a signed letter where there are none. */
export function ClaimForm({ taken, isTold, needsName, kept }: ClaimFormProps) {
  const { t } = useSite()
  return (
    <section aria-labelledby="claim" className="mt-8">
      <h2 id="claim">{t(taken ? 'joining.claim.ask.title' : 'joining.claim.letter.title')}</h2>
      {taken ? null : <p className="measure mt-2">{t('joining.claim.letter.lead')}</p>}
      {!taken && isTold ? <p className="measure mt-2">{t('joining.claim.letter.told')}</p> : null}
      <Form intent="claim" kept={kept} files={!taken}>
        {taken ? (
          <Choices
            name="role"
            label={t('joining.claim.ask.role')}
            value="contributor"
            options={claimableRoles.map((role) => ({
              value: role,
              label: t(`members.role.${role}`),
              help: t(`members.roleHelp.${role}`),
            }))}
          />
        ) : (
          <FileField
            name="letter"
            label={t('joining.claim.letter.field')}
            help={t('joining.claim.letter.help')}
            accept="application/pdf,image/jpeg,image/png"
          />
        )}
        {needsName ? <NameField /> : null}
        <TextField
          name="function"
          label={t('joining.claim.function')}
          help={t('joining.claim.functionHelp')}
          maxLength={120}
        />
        <TextArea name="word" label={t('joining.claim.word')} maxLength={2000} optional />
        <Submit>{t('joining.claim.submit')}</Submit>
      </Form>
    </section>
  )
}
