import { decideClaim, getClaimToDecide } from '../../../features/accounts/decide-claims.server.ts'
import { usePageData } from '../../request.ts'
import { Form } from '../../ui/form/form.tsx'
import { Answer, ClaimFacts } from '../../ui/joining/claim-facts.tsx'
import { useLabels, useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { asTrusted } from '../../workspace/trusted.ts'

/** One claim at the desk. */
export const loader = workspaceLoader('signedIn', (page) =>
  asTrusted(page, async (ctx) => ({
    claim: await getClaimToDecide(ctx, null, page.params.id ?? ''),
    isAdministrator: page.atWork.person.administrator,
  })),
)

/** Accepts or refuses, with a word. */
export const action = workspaceAction('signedIn', {
  async decide(page, form) {
    const { baseUrl } = page.page.instance
    await asTrusted(page, (ctx) =>
      decideClaim(ctx, {
        organisationId: null,
        claimId: page.params.id ?? '',
        accept: form.get('answer') === 'accept',
        role: null,
        word: String(form.get('word') ?? ''),
        linkTo: (organisation, locale) => baseUrl + workspacePath('claim', locale, { organisation }),
      }),
    )
    return { to: workspacePath('claims', page.ctx.locale, {}, { done: 'decided' }) }
  },
})

/** One claim, its proofs, and two answers. */
export default function DecideClaim() {
  const { t, locale, pathTo } = useSite()
  const labels = useLabels()
  const { claim, isAdministrator, kept } = usePageData<typeof loader>()
  const { organisation } = claim
  const mayDecide = isAdministrator || !(claim.isOwn || claim.objectedAt)
  return (
    <div className="py-10">
      <title>{`${organisation.name} · ${t('joining.decide.title')} · ${t('site.name')}`}</title>
      <p className="source mb-2">
        <a href={workspacePath('claims', locale)}>{t('joining.decide.title')}</a>
      </p>
      <h1>
        {organisation.name} ({labels.country(organisation.country)})
      </h1>
      <p>
        <a href={pathTo('authority', organisation)}>{t('joining.claim.public')}</a>
      </p>
      <ClaimFacts claim={claim} withLetter />
      {claim.hasOwner ? <p className="notice">{t('joining.decide.hasOwner')}</p> : null}
      {mayDecide ? (
        <Form intent="decide" kept={kept}>
          <Answer accept={t('joining.decide.accept')} refuse={t('joining.decide.refuse')} />
        </Form>
      ) : (
        <p className="notice">{t(claim.isOwn ? 'joining.decide.own' : 'errors.claim_objected')}</p>
      )}
    </div>
  )
}
