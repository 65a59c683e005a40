import { decideClaim, getClaimToDecide } from '../../../features/accounts/decide-claims.server.ts'
import { roles } from '../../../features/accounts/rules.ts'
import { usePageData } from '../../request.ts'
import { Choices } from '../../ui/form/fields.tsx'
import { Form } from '../../ui/form/form.tsx'
import { Answer, ClaimFacts } from '../../ui/joining/claim-facts.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** One request to come in. */
export const loader = workspaceLoader('member', async ({ ctx, params, atWork }) => ({
  organisation: atWork.organisation,
  claim: await getClaimToDecide(ctx, atWork.organisation.organisationId, params.id ?? ''),
}))

/** Lets in with a role, or not, with a word. */
export const action = workspaceAction('member', {
  async decide({ ctx, params, atWork, page }, form) {
    const { organisationId, key } = atWork.organisation
    await decideClaim(ctx, {
      organisationId,
      claimId: params.id ?? '',
      accept: form.get('answer') === 'accept',
      role: roles.find((role) => role === form.get('role')) ?? null,
      word: String(form.get('word') ?? ''),
      linkTo: (organisation, locale) => page.instance.baseUrl + workspacePath('claim', locale, { organisation }),
    })
    return { to: workspacePath('seatRequests', ctx.locale, { key }, { done: 'decided' }) }
  },
})

/** Who asks to come in, the role to give, and two answers. */
export default function SeatRequest() {
  const { t, locale } = useSite()
  const { organisation, claim, kept } = usePageData<typeof loader>()
  const title = claim.name || t('members.noName')
  return (
    <div className="py-10">
      <title>{`${title} · ${organisation.name} · ${t('site.name')}`}</title>
      <p className="source mb-2">
        <a href={workspacePath('seatRequests', locale, { key: organisation.key })}>{t('joining.decide.ownersTitle')}</a>
      </p>
      <h1>{title}</h1>
      <ClaimFacts claim={claim} withLetter={claim.fileId !== null} />
      <Form intent="decide" kept={kept}>
        <Choices
          name="role"
          label={t('joining.decide.role')}
          value={claim.wantedRole}
          options={roles.map((role) => ({
            value: role,
            label: t(`members.role.${role}`),
            help: t(`members.roleHelp.${role}`),
          }))}
        />
        <Answer accept={t('joining.decide.accept')} refuse={t('joining.decide.refuse')} />
      </Form>
    </div>
  )
}
