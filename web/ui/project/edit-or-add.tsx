import type { ReactNode } from 'react'
import { type WorkspacePageId, workspacePath } from '../../workspace/paths.ts'
import type { ProjectTop } from '../../workspace/project-page.ts'
import { useSite } from '../site.ts'

type Of = { top: ProjectTop; page: WorkspacePageId }

/** The way to the form that changes one row, on the same page. */
export function EditLink({ top, page, id, spoken }: Of & { id: string; spoken: string }) {
  const { t, locale } = useSite()
  const params = { key: top.organisationKey, project: top.project.id }
  return (
    <a href={`${workspacePath(page, locale, params, { edit: id })}#form`} className="button quiet" aria-label={spoken}>
      {t('project.change')}
    </a>
  )
}

/** The one form of a page of rows: it changes the row that was chosen, with a way back, or else adds one. */
export function EditOrAdd({
  top,
  page,
  title,
  isEdit,
  children,
}: Of & { title: string; isEdit: boolean; children: ReactNode }) {
  const { t, locale } = useSite()
  const params = { key: top.organisationKey, project: top.project.id }
  return (
    <section aria-labelledby="form" className="mt-10">
      <h2 id="form">{title}</h2>
      {children}
      {isEdit ? (
        <p className="mt-3">
          <a href={workspacePath(page, locale, params)} className="tap">
            {t('project.cancelChange')}
          </a>
        </p>
      ) : null}
    </section>
  )
}
