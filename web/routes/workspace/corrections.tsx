import { listCorrections } from '../../../features/freshness/decide-correction.server.ts'
import { usePageData } from '../../request.ts'
import { CorrectionsPage } from '../../ui/freshness/corrections-page.tsx'
import { useSite } from '../../ui/site.ts'
import { decideFromForm, readDone } from '../../workspace/decide.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import type { OrganisationPage } from '../../workspace/request.ts'

/** The corrections readers propose of the records of an organisation. */
export const loader = workspaceLoader('member', async ({ ctx, atWork, url }) => ({
  organisation: atWork.organisation,
  done: readDone(url),
  ...(await listCorrections(ctx, atWork.organisation.organisationId)),
}))

const decide = (decision: 'accept' | 'acceptEdited' | 'refuse') => (page: OrganisationPage, form: FormData) => {
  const { organisationId, key } = page.atWork.organisation
  return decideFromForm(page, organisationId, decision, form, (done) =>
    workspacePath('corrections', page.ctx.locale, { key }, { done }),
  )
}

/** Accepts, accepts edited, or refuses with a word. */
export const action = workspaceAction('member', {
  accept: decide('accept'),
  acceptEdited: decide('acceptEdited'),
  refuse: decide('refuse'),
})

/** What readers say is wrong, for the members to decide. */
export default function Corrections() {
  const { t } = useSite()
  const { organisation, ...page } = usePageData<typeof loader>()
  return (
    <CorrectionsPage
      title={t('freshness.decide.title', { name: organisation.name })}
      lead={t('freshness.decide.lead')}
      {...page}
    />
  )
}
