import { requireRole } from '../../../features/accounts/permissions.server.ts'
import { themes } from '../../../features/partnerships/schema.ts'
import { readProjectFacts } from '../../../features/projects/project-input.ts'
import { actionTypes } from '../../../features/projects/schema.ts'
import { listOwnTies, startProject } from '../../../features/projects/start.server.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { SelectField, TextArea, TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { FoldedChoices } from '../../ui/organisation/folded-choices.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { typedText } from '../../workspace/project-page.ts'
import { typedProject } from '../../workspace/typed-project.ts'

/** The ties a project may stand under. */
export const loader = workspaceLoader('member', async ({ ctx, atWork, url }) => ({
  organisation: atWork.organisation,
  ties: await listOwnTies(ctx, atWork.organisation.organisationId),
  tie: url.searchParams.get('tie') ?? '',
}))

/** Opens the project, with the territory of each party as a first place, and shows who else acts there. */
export const action = workspaceAction('member', {
  async create({ ctx, atWork }, form) {
    const { organisationId, key } = atWork.organisation
    await requireRole(ctx, organisationId, 'contributor')
    const read = readProjectFacts({ ...typedProject(form), locale: ctx.locale })
    if ('problems' in read) return read
    const partnershipId = typedText(form, 'tie') || null
    const project = await startProject(ctx, { organisationId, partnershipId }, read.facts)
    return { to: workspacePath('whoElse', ctx.locale, { key, project }, { done: 'created' }) }
  },
})

/** The short first step: what, with whom, on what subject. */
export default function NewProject() {
  const { t } = useSite()
  const { organisation, ties, tie, kept } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <WorkTitle>{t('project.new.title')}</WorkTitle>
      <p className="measure mt-4">{t('project.new.lead', { name: organisation.name })}</p>
      <Form intent="create" kept={kept} draft>
        <TextField name="title" label={t('project.field.title')} help={t('project.help.title')} maxLength={200} />
        {ties.length > 0 ? (
          <SelectField
            name="tie"
            label={t('project.new.tie')}
            help={t('project.new.tieHelp')}
            empty={t('project.new.alone')}
            options={ties.map(({ id, names }) => ({ value: id, label: names.join(', ') }))}
            value={tie}
            optional
          />
        ) : null}
        <SelectField
          name="type"
          label={t('project.field.type')}
          options={actionTypes.map((value) => ({ value, label: t(`atlas.type.${value}`) }))}
          value="decentralisedCooperation"
        />
        <FoldedChoices
          name="themes"
          label={t('project.field.themes')}
          help={t('project.help.themes')}
          options={themes.map((value) => ({ value, label: t(`atlas.theme.${value}`) }))}
          value={[]}
        />
        <TextField name="startsOn" type="date" label={t('project.field.startsOn')} optional />
        <TextArea name="summary" label={t('project.field.summary')} maxLength={4000} optional />
        <Submit>{t('project.new.submit')}</Submit>
      </Form>
    </div>
  )
}
