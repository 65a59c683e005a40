import { useContext } from 'react'
import { useLocation } from 'react-router'
import { type WorkspacePageId, workspacePath } from '../workspace/paths.ts'
import { PageInfoContext } from './page-info.ts'
import { useSite } from './site.ts'

/** The pages of an organisation its members find above each of them. */
const organisationPages = [
  'organisation',
  'records',
  'corrections',
  'profile',
  'officials',
  'networks',
  'visibility',
  'history',
  'members',
  'spreadsheet',
] as const satisfies WorkspacePageId[]

/** Who is at work, for whom, and what they can go to: the second line of the header, under the workspace only. */
export function WorkspaceHeader() {
  const { t, locale } = useSite()
  const { pathname } = useLocation()
  const atWork = useContext(PageInfoContext)?.atWork
  if (!atWork) return null
  const { person, organisation } = atWork
  const link = (id: WorkspacePageId, label: string, params: Record<string, string> = {}) => {
    const address = workspacePath(id, locale, params)
    return (
      <a href={address} className="nav-link tap" {...(pathname === address ? { 'aria-current': 'page' as const } : {})}>
        {label}
      </a>
    )
  }
  return (
    <div className="workspace-bar no-print">
      <nav aria-label={t('workspace.header.label')} className="wrap flex flex-wrap gap-x-5 gap-y-0 small">
        {link('workspace', t('workspace.header.home'))}
        {organisation ? (
          <>
            <strong className="tap">{organisation.name}</strong>
            {organisationPages.map((id) => (
              <span key={id}>{link(id, t(`workspace.header.${id}`), { key: organisation.key })}</span>
            ))}
          </>
        ) : null}
        <span className="ms-auto">{link('account', person.name || person.email)}</span>
      </nav>
    </div>
  )
}
