import { listDacSectors } from '../../../features/projects/dac-sectors.server.ts'
import { requireInProject } from '../../../features/projects/members.server.ts'
import { readProjectFacts } from '../../../features/projects/project-input.ts'
import { factsOf } from '../../../features/projects/record.server.ts'
import { updateProject } from '../../../features/projects/sheet.server.ts'
import { usePageData } from '../../request.ts'
import { Form, Submit } from '../../ui/form/form.tsx'
import { ProjectHead } from '../../ui/project/project-head.tsx'
import { SheetFields } from '../../ui/project/sheet-fields.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { atField, loadProjectTop, projectIn, toProject } from '../../workspace/project-page.ts'
import { typedProject } from '../../workspace/typed-project.ts'

/** The sheet of a project, to be changed. */
export const loader = workspaceLoader('party', async (page) => {
  const top = await loadProjectTop(page)
  const sectors = (await listDacSectors()).map(({ code, name }) => ({ code, name: name[page.ctx.locale] }))
  return { top, facts: factsOf(top.project), sectors }
})

/** Keeps what was typed. */
export const action = workspaceAction('party', {
  async save(page, form) {
    await requireInProject(page.ctx, projectIn(page), 'contributor')
    const read = readProjectFacts(typedProject(form))
    if ('problems' in read) return read
    return atField({ project_sector_wrong: 'dacSectors' }, async () => {
      await updateProject(page.ctx, projectIn(page), read.facts)
      return toProject(page, 'project', 'saved')
    })
  },
})

/** The sheet of a project. */
export default function ProjectEdit() {
  const { t } = useSite()
  const { top, facts, sectors, kept } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <ProjectHead top={top} current="sheet" />
      <Form intent="save" kept={kept} draft>
        <fieldset className="contents" disabled={!top.mayWrite}>
          <SheetFields facts={facts} sectors={sectors} />
        </fieldset>
        {top.mayWrite ? <Submit>{t('project.save')}</Submit> : null}
      </Form>
    </div>
  )
}
