import { requireRole } from '../../../features/accounts/permissions.server.ts'
import { listLinkChoices } from '../../../features/missions/own-record.server.ts'
import { positionProblems, readPosition } from '../../../features/missions/position-rules.ts'
import { createPosition } from '../../../features/missions/positions.server.ts'
import { noLinks } from '../../../features/missions/rules.ts'
import { usePageData } from '../../request.ts'
import { LinkFields } from '../../ui/field/link-form.tsx'
import { PositionFields } from '../../ui/field/position-fields.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { useSite } from '../../ui/site.ts'
import { countriesOf } from '../../workspace/countries-of.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** The ties a position may be about. */
export const loader = workspaceLoader('member', async (page) => ({
  choices: await listLinkChoices(page.ctx, page.atWork.organisation.organisationId),
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
  const { choices, countries, kept } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <WorkTitle>{t('mission.positions.new')}</WorkTitle>
      <p className="measure mt-4">{t('mission.positions.newLead')}</p>
      <Form intent="create" kept={kept}>
        <PositionFields facts={{}} countries={countries} />
        <LinkFields links={noLinks} choices={choices} />
        <Submit>{t('mission.positions.write')}</Submit>
      </Form>
    </div>
  )
}
