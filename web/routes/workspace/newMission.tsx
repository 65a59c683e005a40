import { requireRole } from '../../../features/accounts/permissions.server.ts'
import { createMission } from '../../../features/missions/missions.server.ts'
import { listLinkChoices } from '../../../features/missions/own-record.server.ts'
import { missionProblems, noLinks, readMission } from '../../../features/missions/rules.ts'
import { usePageData } from '../../request.ts'
import { LinkFields } from '../../ui/field/link-form.tsx'
import { MissionBasics } from '../../ui/field/mission-fields.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { useSite } from '../../ui/site.ts'
import { countriesOf } from '../../workspace/countries-of.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { atField, typedText } from '../../workspace/project-page.ts'

/** The ties and projects a mission may be of. */
export const loader = workspaceLoader('member', async (page) => ({
  choices: await listLinkChoices(page.ctx, page.atWork.organisation.organisationId),
  countries: countriesOf(page),
}))

/** Prepares it. */
export const action = workspaceAction('member', {
  async create({ ctx, atWork }, form) {
    const { organisationId, key } = atWork.organisation
    await requireRole(ctx, organisationId, 'contributor')
    const facts = readMission(form)
    const problems = missionProblems(facts)
    if (problems.length > 0) return { problems }
    return atField({ mission_project_other_tie: 'project' }, async () => {
      const links = { partnershipId: typedText(form, 'tie') || null, projectId: typedText(form, 'project') || null }
      const mission = await createMission(ctx, organisationId, facts, links)
      return { to: workspacePath('mission', ctx.locale, { key, mission }, { done: 'created' }) }
    })
  },
})

/** The short first step: where, when, what for. */
export default function NewMission() {
  const { t } = useSite()
  const { choices, countries, kept } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <WorkTitle>{t('mission.new')}</WorkTitle>
      <p className="measure mt-4">{t('mission.newLead')}</p>
      <Form intent="create" kept={kept} draft>
        <MissionBasics facts={{}} countries={countries} />
        <LinkFields links={noLinks} choices={choices} withProject />
        <Submit>{t('mission.prepare')}</Submit>
      </Form>
    </div>
  )
}
