import { requireRole } from '../../../features/accounts/permissions.server.ts'
import { applyProjectTable, readProjectTable, type TableLine } from '../../../features/projects/table.server.ts'
import { AppError } from '../../../platform/errors.ts'
import { fileOf, storeFile } from '../../../platform/files/store.server.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { FileField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { typedText } from '../../workspace/project-page.ts'

const accept = ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] as const
const mostBytes = 5_000_000

/** What the table that was brought would do, line by line. */
export const loader = workspaceLoader('member', async ({ ctx, atWork, url, workspace }) => {
  const { organisation } = atWork
  const file = url.searchParams.get('file')
  const lines = file ? await readProjectTable(ctx, organisation.organisationId, workspace.filesFolder, file) : null
  return { organisation, file, lines }
})

/** Takes a table to be looked at, then does what it says. */
export const action = workspaceAction('member', {
  async upload({ ctx, atWork, workspace }, form) {
    const { organisationId, key } = atWork.organisation
    await requireRole(ctx, organisationId, 'contributor')
    const file = fileOf(form, 'file')
    if (!file) return { problems: [{ reason: 'spreadsheet_file_missing', field: 'file' }] }
    const { id } = await storeFile(ctx, workspace.filesFolder, file, { organisationId, accept, mostBytes })
    // What cannot be read is told beside the form, not on a page of its own.
    await readProjectTable(ctx, organisationId, workspace.filesFolder, id)
    return { to: workspacePath('projectsImport', ctx.locale, { key }, { file: id }) }
  },
  async apply({ ctx, atWork, workspace }, form) {
    const { organisationId, key } = atWork.organisation
    await requireRole(ctx, organisationId, 'contributor')
    const file = typedText(form, 'file')
    if (file === '') throw new AppError('invalid', 'spreadsheet_file_missing')
    await applyProjectTable(ctx, organisationId, workspace.filesFolder, file)
    return { to: workspacePath('projects', ctx.locale, { key }, { done: 'imported' }) }
  },
})

function Line({ line }: { line: TableLine }) {
  const { t } = useSite()
  return (
    <tr>
      <td className="num" data-label={t('project.table.line')}>
        {line.line}
      </td>
      <th scope="row">{line.title}</th>
      <td>{t(`project.table.does.${line.does}`)}</td>
      <td>
        {line.problems.map(({ field, reason }) => (
          <span key={`${field} ${reason}`} className="problem block">
            {t(`errors.${reason}` as 'errors.project_title_missing')}
          </span>
        ))}
        {line.fields.map(({ field, from, to }) => (
          <span key={field} className="block">
            {from
              ? t('project.table.fromTo', {
                  field: t(`project.field.${field}`),
                  from: from.slice(0, 80),
                  to: to.slice(0, 80),
                })
              : t('project.table.set', { field: t(`project.field.${field}`), to: to.slice(0, 80) })}
          </span>
        ))}
      </td>
    </tr>
  )
}

function Preview({ lines, file }: { lines: readonly TableLine[]; file: string }) {
  const { t } = useSite()
  const count = (does: TableLine['does']) => lines.filter((line) => line.does === does).length
  const toDo = count('change') + count('open')
  return (
    <section aria-labelledby="preview" className="mt-10">
      <h2 id="preview">{t('project.table.preview')}</h2>
      <p className="measure mt-2" role="status">
        {t('project.table.counts', {
          change: count('change'),
          open: count('open'),
          nothing: count('nothing'),
          mend: count('mend'),
        })}
      </p>
      {count('mend') > 0 ? <p className="notice">{t('project.table.mendFirst')}</p> : null}
      {count('mend') === 0 && toDo > 0 ? (
        <Form intent="apply">
          <input type="hidden" name="file" value={file} />
          <Submit>{t('project.table.apply', { n: toDo })}</Submit>
        </Form>
      ) : null}
      <table className="scan stack mt-6">
        <caption className="sr-only">{t('project.table.preview')}</caption>
        <thead>
          <tr>
            <th scope="col" className="num">
              {t('project.table.line')}
            </th>
            <th scope="col">{t('project.field.title')}</th>
            <th scope="col">{t('project.table.doesWhat')}</th>
            <th scope="col">{t('project.table.detail')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={line.line} line={line} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Projects by table: out, worked on, back, looked at line by line, done at once. */
export default function ProjectsImport() {
  const { t, locale } = useSite()
  const { organisation, file, lines } = usePageData<typeof loader>()
  const { key } = organisation
  return (
    <div className="py-10">
      <p className="source">
        <a href={workspacePath('projects', locale, { key })} className="tap">
          {t('project.head.all')}
        </a>
      </p>
      <WorkTitle>{t('project.table.title')}</WorkTitle>
      <p className="measure mt-4">{t('project.table.lead')}</p>
      <p className="mt-4">
        <a href={workspacePath('projectsFile', locale, { key })} className="tap">
          {t('project.table.download')}
        </a>
      </p>
      {organisation.role === 'reader' ? null : (
        <Form intent="upload" files>
          <FileField name="file" label={t('project.table.file')} help={t('project.table.fileHelp')} accept=".xlsx" />
          <Submit quiet={lines !== null}>{t('project.table.upload')}</Submit>
        </Form>
      )}
      {lines && file ? <Preview lines={lines} file={file} /> : null}
    </div>
  )
}
