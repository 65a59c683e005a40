import type { ReactNode } from 'react'
import type { TieLine, TieRecord } from '../../../features/partnerships/tie-record.server.ts'
import { type WorkspacePageId, workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'

type ShortListsProps = { record: TieRecord; params: { key: string; tie: string } }

/** The latest agreements, projects and papers of a tie, each with the way to all of them. */
export function ShortLists({ record, params }: ShortListsProps) {
  const { t, day, locale } = useSite()
  const { agreements, projects, documents, photos } = record
  const lineText = (line: TieLine) => (line.until ? ` · ${t('tie.overview.until', { day: day(line.until) })}` : '')
  return (
    <>
      <ShortList name="agreements" page="agreements" params={params} isEmpty={agreements.length === 0}>
        {agreements.map((line) => (
          <li key={line.id}>
            <a href={workspacePath('agreement', locale, { ...params, agreement: line.id })}>{line.title}</a>
            <span className="source">
              {' '}
              · {t(`agreement.state.${line.state as 'draft'}`)}
              {lineText(line)}
            </span>
          </li>
        ))}
      </ShortList>
      <ShortList
        name="projects"
        page="projects"
        params={params}
        query={{ tie: params.tie }}
        isEmpty={projects.length === 0}
      >
        {projects.map((line) => (
          <li key={line.id}>
            <a href={workspacePath('project', locale, { key: params.key, project: line.id })}>{line.title}</a>
            <span className="source">
              {' '}
              · {t(`project.state.${line.state as 'idea'}`)}
              {lineText(line)}
            </span>
          </li>
        ))}
      </ShortList>
      <ShortList name="documents" page="tieDocuments" params={params} isEmpty={documents.length === 0 && photos === 0}>
        {documents.map((paper) => (
          <li key={paper.id}>
            {paper.title}
            <span className="source">
              {' '}
              · {t(`paper.kind.${paper.kind as 'letter'}`)} · {day(paper.createdAt)}
            </span>
          </li>
        ))}
        {photos > 0 ? <li>{t('tie.overview.photos', { n: photos })}</li> : null}
      </ShortList>
    </>
  )
}

type ShortListProps = {
  name: 'agreements' | 'projects' | 'documents'
  page: WorkspacePageId
  params: { key: string; tie: string }
  query?: Record<string, string>
  isEmpty: boolean
  children: ReactNode
}

function ShortList({ name, page, params, query = {}, isEmpty, children }: ShortListProps) {
  const { t, locale } = useSite()
  return (
    <section aria-labelledby={`short-${name}`}>
      <h2 id={`short-${name}`}>{t(`tie.tab.${name}`)}</h2>
      {isEmpty ? (
        <p className="measure mt-2">{t(`tie.overview.none.${name}`)}</p>
      ) : (
        <ul className="threads mt-2">{children}</ul>
      )}
      <p className="mt-3">
        <a href={workspacePath(page, locale, params, query)} className="tap">
          {t(`tie.overview.open.${name}`)}
        </a>
      </p>
    </section>
  )
}
