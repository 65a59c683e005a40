import { requireRole } from '../../../features/accounts/permissions.server.ts'
import { changeOfficial, getOfficial, removeOfficial } from '../../../features/organisations/officials.server.ts'
import { officialKinds, readOfficial } from '../../../features/organisations/officials.ts'
import { usePageData } from '../../request.ts'
import { Deed, WorkTitle } from '../../ui/form/deed.tsx'
import { Choices } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { OfficialFields } from '../../ui/organisation/official-fields.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import type { OrganisationPage } from '../../workspace/request.ts'
import { typedOfficial } from '../../workspace/typed-official.ts'

/** One person an organisation names. */
export const loader = workspaceLoader('member', async ({ ctx, atWork, params }) => ({
  organisation: atWork.organisation,
  official: await getOfficial(ctx, atWork.organisation.organisationId, params.id ?? ''),
}))

const back = ({ ctx, atWork }: OrganisationPage, done: string) => ({
  to: workspacePath('officials', ctx.locale, { key: atWork.organisation.key }, { done }),
})

/** Changes what is said of them, or takes them off. */
export const action = workspaceAction('member', {
  async change(page, form) {
    const { organisationId } = page.atWork.organisation
    await requireRole(page.ctx, organisationId, 'contributor')
    const kind = officialKinds.find((one) => one === form.get('kind')) ?? 'officer'
    const read = readOfficial(typedOfficial(form, kind))
    if ('problems' in read) return read
    await changeOfficial(page.ctx, organisationId, page.params.id ?? '', read.facts)
    return back(page, 'changed')
  },
  async remove(page) {
    await removeOfficial(page.ctx, page.atWork.organisation.organisationId, page.params.id ?? '')
    return back(page, 'removed')
  },
})

/** One person: name, function, capacity, who sees them. */
export default function OfficialPage() {
  const { t, locale } = useSite()
  const { organisation, official, kept } = usePageData<typeof loader>()
  const { name } = official
  return (
    <div className="py-10">
      <WorkTitle>{t('profile.officials.changeTitle', { name })}</WorkTitle>
      <Form intent="change" kept={kept}>
        <OfficialFields official={official} isPublic={official.isPublic} />
        <Choices
          name="kind"
          label={t('profile.officials.kind')}
          options={officialKinds.map((value) => ({ value, label: t(`profile.officials.${value}`) }))}
          value={official.kind}
        />
        <Submit>{t('profile.officials.save')}</Submit>
      </Form>
      <div className="mt-8">
        <Deed intent="remove" label={t('profile.officials.remove', { name })} />
      </div>
      <p className="mt-6">
        <a href={workspacePath('officials', locale, { key: organisation.key })}>{t('profile.officials.back')}</a>
      </p>
    </div>
  )
}
