import { useContext } from 'react'
import { useLocation } from 'react-router'
import type { AtWork } from '../workspace/at-work.ts'
import { type WorkspacePageId, workspacePath } from '../workspace/paths.ts'
import { PageInfoContext } from './page-info.ts'
import { useSite } from './site.ts'

/** The pages of an organisation its members go to most: one line above each of them. */
const mainPages = ['organisation', 'due', 'partnerships', 'projects'] as const satisfies WorkspacePageId[]

/** The others, folded under a word that says what they are about. */
const groups = {
  who: ['profile', 'officials', 'networks', 'members', 'visibility', 'history'],
  data: ['agreementRegister', 'missions', 'positions', 'records', 'corrections', 'spreadsheet'],
} as const satisfies Record<string, WorkspacePageId[]>

/** Pages reached from another one, which stays marked above them. */
const parents: Partial<Record<WorkspacePageId, readonly WorkspacePageId[]>> = {
  members: ['invite', 'seatRequests'],
  partnerships: ['partners'],
  budget: ['payments'],
}

type Found = 'page' | 'true' | undefined

/** Who is at work, for whom, and what they can go to: the second line of the header, under the workspace only. */
export function WorkspaceHeader() {
  const { t, locale } = useSite()
  const { pathname } = useLocation()
  const atWork = useContext(PageInfoContext)?.atWork
  if (!atWork) return null
  const { person, organisation } = atWork
  const link = (id: WorkspacePageId, label: string) => {
    const address = workspacePath(id, locale)
    return (
      <a href={address} className="nav-link tap" aria-current={pathname === address ? 'page' : undefined}>
        {label}
      </a>
    )
  }
  return (
    <nav aria-label={t('workspace.header.label')} className="workspace-bar no-print small">
      <div className="wrap flex items-baseline justify-between gap-x-5">
        {link('workspace', t('workspace.header.home'))}
        {link('account', person.name || person.email)}
      </div>
      {organisation ? <OrganisationPages organisation={organisation} /> : null}
    </nav>
  )
}

function OrganisationPages({ organisation }: { organisation: NonNullable<AtWork['organisation']> }) {
  const { t, locale } = useSite()
  const { pathname } = useLocation()
  const addressOf = (id: WorkspacePageId) => workspacePath(id, locale, { key: organisation.key })
  const isUnder = (id: WorkspacePageId) => pathname.startsWith(`${addressOf(id)}/`)
  const find = (id: WorkspacePageId): Found => {
    if (pathname === addressOf(id)) return 'page'
    if (id === 'organisation') return undefined
    const reached = parents[id] ?? []
    return isUnder(id) || reached.some((one) => pathname === addressOf(one) || isUnder(one)) ? 'true' : undefined
  }
  const entry = (id: 'budget' | (typeof mainPages)[number] | (typeof groups)[keyof typeof groups][number]) => (
    <li key={id}>
      <a href={addressOf(id)} className="nav-link tap" aria-current={find(id)}>
        {t(`workspace.header.${id}`)}
      </a>
    </li>
  )
  return (
    <div className="wrap organisation-pages">
      <strong className="organisation-name">{organisation.name}</strong>
      <ul className="pages">{mainPages.map(entry)}</ul>
      <ul className="pages">
        {entry('budget')}
        {(['who', 'data'] as const).map((group) => (
          <li key={group}>
            {/* One name for all: opening one closes the other. */}
            <details name="workspace-pages">
              <summary className="nav-link tap" aria-current={groups[group].some(find) ? 'true' : undefined}>
                {t(
                  `workspace.header.${group === 'who' && organisation.kind === 'localAuthority' ? 'whoAuthority' : group}`,
                )}
              </summary>
              <ul>{groups[group].map(entry)}</ul>
            </details>
          </li>
        ))}
      </ul>
    </div>
  )
}
