import { requireRole } from '../../../features/accounts/permissions.server.ts'
import { positionProblems, readPosition } from '../../../features/missions/position-rules.ts'
import { createPosition } from '../../../features/missions/positions.server.ts'
import { listOwnTies } from '../../../features/projects/start.server.ts'
import { usePageData } from '../../request.ts'
import { PositionFields } from '../../ui/field/position-fields.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { SelectField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { useSite } from '../../ui/site.ts'
import { countriesOf } from '../../workspace/countries-of.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** The ties a position may be about. */
export const loader = workspaceLoader('member', async (page) => ({
  ties: await listOwnTies(page.ctx, page.atWork.organisation.organisationId),
  countries: countriesOf(page),
}))

/** Writes it down. */
export const action = workspaceAction('member', {
  async create({ ctx, atWork }, form) {
    const { organisationId, key } = atWork.organisation
    await requireRole(ctx, organisationId, 'contributor')
    const facts = readPosition(form)
    const problems = positionProblems(facts, ctx.now.toISOString().slice(0, 10))
    if (problems.length > 0) return { problems }
    const position = await createPosition(ctx, organisationId, facts, String(form.get('tie') ?? '') || null)
    return { to: workspacePath('position', ctx.locale, { key, position }, { done: 'created' }) }
  },
})

/** One form: a position is short. */
export default function NewPosition() {
  const { t } = useSite()
  const { ties, countries, kept } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <WorkTitle>{t('mission.positions.new')}</WorkTitle>
      <p className="measure mt-4">{t('mission.positions.newLead')}</p>
      <Form intent="create" kept={kept}>
        <PositionFields facts={{}} countries={countries} />
        {ties.length > 0 ? (
          <SelectField
            name="tie"
            label={t('mission.tie')}
            empty={t('mission.noTie')}
            options={ties.map(({ id, names }) => ({ value: id, label: names.join(', ') }))}
            optional
          />
        ) : null}
        <Submit>{t('mission.positions.write')}</Submit>
      </Form>
    </div>
  )
}
