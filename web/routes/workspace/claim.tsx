import { getOpening, joinByAddress, makeClaim, withdrawClaim } from '../../../features/accounts/claims.server.ts'
import { claimableRoles } from '../../../features/accounts/claims.ts'
import { fileOf } from '../../../platform/files/store.server.ts'
import { usePageData } from '../../request.ts'
import { Done } from '../../ui/form/done.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { ClaimForm } from '../../ui/joining/claim-form.tsx'
import { useKindLabel } from '../../ui/joining/kind-label.ts'
import { useLabels, useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { sayName } from '../../workspace/say-name.ts'

/** Whether anybody is there, and which ways in are open to whoever reads. */
export const loader = workspaceLoader('signedIn', async ({ ctx, params, atWork }) => ({
  needsName: atWork.person.name === '',
  opening: await getOpening(ctx, params.organisation ?? ''),
}))

/** Comes in by one's address, sends a request, or takes it back. */
export const action = workspaceAction('signedIn', {
  async joinByAddress({ ctx, params, page }) {
    const { baseUrl } = page.instance
    const organisation = params.organisation ?? ''
    const key = await joinByAddress(
      ctx,
      organisation,
      (locale) => baseUrl + workspacePath('members', locale, { key: organisation }),
    )
    return { to: workspacePath('organisation', ctx.locale, { key }, { done: 'accepted' }) }
  },
  async claim(work, form) {
    const { ctx, params, page, workspace } = work
    if (!(await sayName(work, form))) return { problems: [{ reason: 'name_wrong', field: 'name' }] }
    const text = (name: string) => String(form.get(name) ?? '')
    const { baseUrl } = page.instance
    const { key } = await makeClaim(ctx, {
      key: params.organisation ?? '',
      wantedRole: claimableRoles.find((role) => role === text('role')) ?? 'contributor',
      functionTitle: text('function'),
      word: text('word'),
      letter: fileOf(form, 'letter'),
      filesFolder: workspace.filesFolder,
      linkTo: {
        owners: (organisation, locale) => baseUrl + workspacePath('seatRequests', locale, { key: organisation }),
        desk: (locale) => baseUrl + workspacePath('claims', locale),
        objection: (token, locale) => baseUrl + workspacePath('objection', locale, {}, { token }),
      },
    })
    return { to: workspacePath('claim', ctx.locale, { organisation: key }, { done: 'claimed' }) }
  },
  async withdraw({ ctx, params }) {
    const organisation = params.organisation ?? ''
    await withdrawClaim(ctx, organisation)
    return { to: workspacePath('claim', ctx.locale, { organisation }, { done: 'withdrawn' }) }
  },
})

/** One organisation one wants to join. */
export default function Claim() {
  const { t, locale, day } = useSite()
  const labels = useLabels()
  const kindLabel = useKindLabel()
  const { opening, needsName, kept } = usePageData<typeof loader>()
  const { organisation, ownRole, taken, waitingSince, byAddress, hasGeneralAddress } = opening
  const title = t('joining.claim.title', { name: organisation.name })
  const isMember = ownRole !== null && (taken || ownRole === 'owner')
  return (
    <div className="py-10">
      <title>{`${title} · ${t('site.name')}`}</title>
      <h1>{title}</h1>
      <p className="source mt-2">
        {kindLabel(organisation.tier)}
        {organisation.departementCode ? ` (${organisation.departementCode})` : ''},{' '}
        {labels.country(organisation.country)}
      </p>
      <Done area="joining.done" />
      {ownRole ? (
        <p className="notice">
          {t('joining.claim.member', { role: t(`members.role.${ownRole}`) })}{' '}
          <a href={workspacePath('members', locale, { key: organisation.key })}>{t('joining.claim.open')}</a>
        </p>
      ) : (
        <p className="measure mt-4">{t(taken ? 'joining.claim.taken' : 'joining.claim.free')}</p>
      )}
      {waitingSince ? (
        <>
          <p className="notice">{t('joining.claim.waiting', { day: day(waitingSince) })}</p>
          <Form intent="withdraw">
            <Submit quiet>{t('joining.claim.withdraw')}</Submit>
          </Form>
        </>
      ) : null}
      {byAddress && !ownRole ? (
        <section aria-labelledby="address" className="mt-8">
          <h2 id="address">{t('joining.claim.address.title')}</h2>
          <p className="measure mt-2">{t('joining.claim.address.lead')}</p>
          <Form intent="joinByAddress">
            <Submit>{t('joining.claim.address.submit')}</Submit>
          </Form>
        </section>
      ) : null}
      {waitingSince || isMember ? null : (
        <ClaimForm taken={taken} needsName={needsName} isTold={hasGeneralAddress} kept={kept} />
      )}
    </div>
  )
}
