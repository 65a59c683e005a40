import { requireRole } from '../../../features/accounts/permissions.server.ts'
import { addOfficial, listOfficials, setOfficialDiscreet } from '../../../features/organisations/officials.server.ts'
import { isPublicByDefault, type OfficialKind, readOfficial } from '../../../features/organisations/officials.ts'
import { getProfile } from '../../../features/organisations/profile.server.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { OfficialFields } from '../../ui/organisation/official-fields.tsx'
import { OfficialTable } from '../../ui/organisation/official-table.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import type { OrganisationPage } from '../../workspace/request.ts'
import { typedOfficial } from '../../workspace/typed-official.ts'

/** The persons an organisation names. */
export const loader = workspaceLoader('member', async ({ ctx, atWork }) => {
  const { organisation } = atWork
  return {
    organisation,
    officials: await listOfficials(ctx, organisation.organisationId),
    published: (await getProfile(ctx, organisation.organisationId)).publicSince !== null,
    today: ctx.now.toISOString().slice(0, 10),
  }
})

const back = ({ ctx, atWork }: OrganisationPage, done: string) => ({
  to: workspacePath('officials', ctx.locale, { key: atWork.organisation.key }, { done }),
})

async function add(page: OrganisationPage, form: FormData, kind: OfficialKind) {
  const { organisationId } = page.atWork.organisation
  await requireRole(page.ctx, organisationId, 'contributor')
  const read = readOfficial(typedOfficial(form, kind))
  if ('problems' in read) return read
  await addOfficial(page.ctx, organisationId, read.facts)
  return back(page, 'added')
}

async function setDiscreet(page: OrganisationPage, form: FormData, discreet: boolean) {
  const id = String(form.get('id') ?? '')
  await setOfficialDiscreet(page.ctx, page.atWork.organisation.organisationId, id, discreet)
  return back(page, discreet ? 'hidden' : 'shown')
}

/** Names one more, hides one at once, or lifts it. */
export const action = workspaceAction('member', {
  addElected: (page, form) => add(page, form, 'elected'),
  addOfficer: (page, form) => add(page, form, 'officer'),
  hide: (page, form) => setDiscreet(page, form, true),
  lift: (page, form) => setDiscreet(page, form, false),
})

/** Elected members and officers: who they are, and who sees them. */
export default function Officials() {
  const { t } = useSite()
  const { organisation, officials, published, today, kept } = usePageData<typeof loader>()
  const { name, key, role, country } = organisation
  const mayWrite = role !== 'reader'
  return (
    <div className="py-10">
      <WorkTitle>{t('profile.officials.title', { name })}</WorkTitle>
      <Done area="profile.done" />
      <p className="measure mt-4">{t('profile.officials.lead')}</p>
      {officials.length === 0 ? (
        <p className="measure mt-6">{t('profile.officials.none')}</p>
      ) : (
        <OfficialTable {...{ officials, published, today, mayWrite }} organisationKey={key} />
      )}
      {mayWrite ? (
        <>
          <section aria-labelledby="elected" className="mt-10">
            <h2 id="elected">{t('profile.officials.addElected')}</h2>
            <Form intent="addElected" kept={kept}>
              <OfficialFields isPublic={isPublicByDefault('elected', country)} />
              <Submit>{t('profile.officials.addElected')}</Submit>
            </Form>
          </section>
          <section aria-labelledby="officer" className="mt-12">
            <h2 id="officer">{t('profile.officials.addOfficer')}</h2>
            <Form intent="addOfficer">
              <OfficialFields isPublic={isPublicByDefault('officer', country)} />
              <Submit>{t('profile.officials.addOfficer')}</Submit>
            </Form>
          </section>
        </>
      ) : null}
    </div>
  )
}
