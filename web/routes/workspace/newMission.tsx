import { requireRole } from '../../../features/accounts/permissions.server.ts'
import { createMission } from '../../../features/missions/missions.server.ts'
import { missionProblems, readMission } from '../../../features/missions/rules.ts'
import { listOwnTies } from '../../../features/projects/start.server.ts'
import { usePageData } from '../../request.ts'
import { MissionBasics } from '../../ui/field/mission-fields.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { SelectField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { useSite } from '../../ui/site.ts'
import { countriesOf } from '../../workspace/countries-of.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** The ties a mission may be of. */
export const loader = workspaceLoader('member', async (page) => ({
  ties: await listOwnTies(page.ctx, page.atWork.organisation.organisationId),
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
    const mission = await createMission(ctx, organisationId, facts, String(form.get('tie') ?? '') || null)
    return { to: workspacePath('mission', ctx.locale, { key, mission }, { done: 'created' }) }
  },
})

/** The short first step: where, when, what for. */
export default function NewMission() {
  const { t } = useSite()
  const { ties, countries, kept } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <WorkTitle>{t('mission.new')}</WorkTitle>
      <p className="measure mt-4">{t('mission.newLead')}</p>
      <Form intent="create" kept={kept} draft>
        <MissionBasics facts={{}} countries={countries} />
        {ties.length > 0 ? (
          <SelectField
            name="tie"
            label={t('mission.tie')}
            empty={t('mission.noTie')}
            options={ties.map(({ id, names }) => ({ value: id, label: names.join(', ') }))}
            optional
          />
        ) : null}
        <Submit>{t('mission.prepare')}</Submit>
      </Form>
    </div>
  )
}
