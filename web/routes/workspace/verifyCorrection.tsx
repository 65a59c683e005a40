import { findCorrectionToVerify, verifyCorrection } from '../../../features/freshness/corrections.server.ts'
import { AppError } from '../../../platform/errors.ts'
import { usePageData } from '../../request.ts'
import { Form, Submit } from '../../ui/form/form.tsx'
import { valueLabel } from '../../ui/freshness/value-fields.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { correctPath, freshnessLinks } from '../../workspace/freshness-links.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** Opening the link does nothing: programs that read mails open links too. */
export const loader = workspaceLoader('anybody', async ({ ctx, params }) => {
  const correction = await findCorrectionToVerify(ctx, params.token ?? '')
  if (!correction) throw new AppError('not_found', 'link_used')
  return { correction }
})

/** The button does: the address is its writer's, and the correction is passed on. */
export const action = workspaceAction('anybody', {
  async verify({ ctx, params, page }) {
    const token = params.token ?? ''
    await verifyCorrection(ctx, token, freshnessLinks(page.instance.baseUrl))
    return { to: workspacePath('verifyCorrection', ctx.locale, { token }) }
  },
})

/** One button between the link in the mail and those who decide. */
export default function VerifyCorrection() {
  const { t, locale } = useSite()
  const { correction } = usePageData<typeof loader>()
  const { kind, key, name, field, value, done } = correction
  return (
    <div className="measure py-10">
      <title>{`${t('freshness.verify.title')} · ${t('site.name')}`}</title>
      <h1>{done ? t('freshness.verify.done') : t('freshness.verify.title')}</h1>
      <p className="mt-4">
        <b>{name}</b>
        <span className="block">
          {t(`freshness.field.${field}`)}
          {value ? t('freshness.verify.value', { value: valueLabel(t, field, value) }) : null}
        </span>
      </p>
      {done ? (
        <p className="notice" role="status">
          {t('freshness.correct.waitingNext')}
        </p>
      ) : (
        <Form intent="verify">
          <Submit>{t('freshness.letter.verify.button')}</Submit>
        </Form>
      )}
      <p className="mt-6">
        <a href={correctPath(locale, kind, key)}>{t('freshness.correct.other')}</a>
      </p>
    </div>
  )
}
