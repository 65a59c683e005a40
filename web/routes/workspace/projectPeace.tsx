import { requireInProject } from '../../../features/projects/members.server.ts'
import {
  getPeaceInitiative,
  peaceStages,
  setPeaceStage,
  writeNeutralityView,
} from '../../../features/projects/peace.server.ts'
import { usePageData } from '../../request.ts'
import '../../styles/field.css'
import { Done } from '../../ui/form/done.tsx'
import { Choices, SelectField, TextArea } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { ProjectHead } from '../../ui/project/project-head.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { atField, loadProjectTop, projectIn, toProject, typedText } from '../../workspace/project-page.ts'

/** The project as an initiative for peace. */
export const loader = workspaceLoader('party', async (page) => ({
  top: await loadProjectTop(page),
  peace: await getPeaceInitiative(page.ctx, projectIn(page)),
  stages: [...peaceStages],
}))

/** Says its stage; writes how one's own side sees neutrality. */
export const action = workspaceAction('party', {
  setStage: (page, form) =>
    atField({ peace_stage_missing: 'stage' }, async () => {
      const stage = typedText(form, 'stage') || null
      await setPeaceStage(page.ctx, projectIn(page), { stage, asymmetry: typedText(form, 'asymmetry') })
      return toProject(page, 'projectPeace', 'peaceSaid')
    }),
  writeView: (page, form) =>
    atField({ peace_view_missing: 'body' }, async () => {
      await requireInProject(page.ctx, projectIn(page), 'contributor')
      const said = { body: typedText(form, 'body'), wantsPublic: form.get('wantsPublic') === 'yes' }
      await writeNeutralityView(page.ctx, projectIn(page), said)
      return toProject(page, 'projectPeace', 'viewWritten')
    }),
})

/** Each party's view at equal size, in the order of their names; nothing is scored. */
export default function ProjectPeace() {
  const { t } = useSite()
  const { top, peace, stages, kept } = usePageData<typeof loader>()
  const own = peace.views.find(({ organisationId }) => organisationId === top.organisationId)
  return (
    <div className="py-10">
      <ProjectHead top={top} current="peace" />
      <Done area="field.done" />
      <p className="measure">{t('field.peace.lead')}</p>
      <p className="measure">{peace.stage ? t(`field.stage.${peace.stage as 'mediation'}`) : t('field.peace.none')}</p>
      {peace.asymmetry ? <p className="measure">{t('field.peace.asymmetrySaid', { text: peace.asymmetry })}</p> : null}
      {peace.stage ? (
        <section aria-labelledby="views" className="mt-8">
          <h2 id="views">{t('field.peace.views')}</h2>
          <p className="source">{t(peace.isPublic ? 'field.peace.public' : 'field.peace.notPublic')}</p>
          <ul className="views">
            {peace.views.map((view) => (
              <li key={view.organisationId}>
                <h3>{view.name}</h3>
                <p className="news-body">{view.body ?? t('field.peace.silent')}</p>
                {view.body ? (
                  <p className="source">{t(view.wantsPublic ? 'field.peace.saysYes' : 'field.peace.saysNo')}</p>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {top.mayWrite ? (
        <>
          {peace.stage ? (
            <section aria-labelledby="own" className="mt-10">
              <h2 id="own">{t('field.peace.own')}</h2>
              <Form intent="writeView" kept={kept}>
                <TextArea
                  name="body"
                  label={t('field.peace.body')}
                  help={t('field.peace.bodyHelp')}
                  value={own?.body ?? ''}
                  maxLength={2000}
                />
                <Choices
                  name="wantsPublic"
                  label={t('field.news.where')}
                  many
                  value={own?.wantsPublic ? 'yes' : null}
                  options={[
                    { value: 'yes', label: t('field.peace.wantsPublic'), help: t('field.peace.wantsPublicHelp') },
                  ]}
                />
                <Submit>{t('field.peace.write')}</Submit>
              </Form>
            </section>
          ) : null}
          <section aria-labelledby="stage" className="mt-10">
            <h2 id="stage">{t('field.peace.stageTitle')}</h2>
            <Form intent="setStage" kept={kept}>
              <SelectField
                name="stage"
                label={t('field.peace.stage')}
                empty={t('field.peace.noStage')}
                options={stages.map((value) => ({ value, label: t(`field.stage.${value}`) }))}
                value={peace.stage}
                optional
              />
              <TextArea
                name="asymmetry"
                label={t('field.peace.asymmetry')}
                help={t('field.peace.asymmetryHelp')}
                value={peace.asymmetry}
                optional
              />
              <Submit>{t('field.news.save')}</Submit>
            </Form>
          </section>
        </>
      ) : null}
    </div>
  )
}
