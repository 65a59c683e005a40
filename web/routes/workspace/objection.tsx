import { objectToClaim, readObjection } from '../../../features/accounts/objections.server.ts'
import { digestOf } from '../../../platform/tokens.ts'
import { takeTurn } from '../../../platform/turns.ts'
import { usePageData } from '../../request.ts'
import { Done } from '../../ui/form/done.tsx'
import { TextArea } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** The claim the general address of an organisation was told of. */
export const loader = workspaceLoader('anybody', async ({ ctx, url }) => ({
  claim: await readObjection(ctx, url.searchParams.get('token') ?? ''),
}))

/** Objects for the organisation itself: the link says who may. */
export const action = workspaceAction('anybody', {
  async object({ ctx, url, page }, form) {
    const token = url.searchParams.get('token') ?? ''
    await takeTurn(ctx, `objection ${digestOf(token)}`, { most: 10, seconds: 3600 })
    const desk = (locale: 'fr' | 'en') => page.instance.baseUrl + workspacePath('claims', locale)
    await objectToClaim(ctx, token, String(form.get('word') ?? ''), desk)
    return { to: workspacePath('objection', ctx.locale, {}, { token, done: 'objected' }) }
  },
})

/** Who says that they act for the organisation, and one button to object. */
export default function Objection() {
  const { t, day } = useSite()
  const { claim, kept } = usePageData<typeof loader>()
  const title = t('joining.objection.title', { organisation: claim.organisation })
  const isOver = claim.state === 'refused' || claim.state === 'withdrawn'
  return (
    <div className="measure py-10">
      <title>{`${title} · ${t('site.name')}`}</title>
      <h1>{title}</h1>
      <Done area="joining.done" />
      <p className="mt-4">
        {t('joining.objection.lead', {
          name: claim.name || 'unknown',
          function: claim.functionTitle || 'none',
          organisation: claim.organisation,
          day: day(claim.createdAt),
        })}
      </p>
      <p className="mt-2">{t('joining.objection.right')}</p>
      {claim.state === 'waiting' ? null : <p className="notice">{t(`joining.objection.closed.${claim.state}`)}</p>}
      {claim.objectedAt ? <p className="notice">{t('joining.objection.already')}</p> : null}
      {isOver || claim.objectedAt ? null : (
        <Form intent="object" kept={kept}>
          <TextArea name="word" label={t('joining.objection.word')} maxLength={2000} optional />
          <Submit>{t('joining.objection.submit')}</Submit>
        </Form>
      )}
    </div>
  )
}
