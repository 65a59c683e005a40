import type { DueItem } from '../../features/agenda/due-rules.ts'
import type { AgendaLinks } from '../../features/agenda/links.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { type WorkspacePageId, workspacePages, workspacePath } from './paths.ts'

const pageIds: ReadonlyMap<string, WorkspacePageId> = new Map(workspacePages.map(({ id }) => [id, id]))

// Where each kind is seen to: a page of the tie, of the project, of the organisation.
const pageOf: Record<DueItem['kind'], string> = {
  proposal: 'tieProposals',
  act: 'tieActs',
  step: 'agreementSteps',
  publication: 'tiePublication',
  projectConsent: 'projectPublication',
  draft: 'agreement',
  agreementEnd: 'agreement',
  agreementReview: 'agreement',
  commitment: 'agreementCommitments',
  suspension: 'tieActs',
  meeting: 'governance',
  missionMandate: 'mission',
  mission: 'mission',
  milestone: 'projectTasks',
  task: 'projectTasks',
  projectEnd: 'project',
  nearElection: 'whoElse',
  election: 'partners',
  mandateEnd: 'partners',
  odaReturn: 'odaYear',
  floor: 'budgetFloors',
  corrections: 'corrections',
  confirmation: 'records',
}

function wantedPage({ kind, side, missionId }: DueItem): string {
  if (kind === 'mandateEnd' && side === 'ours') return 'profile'
  return kind === 'nearElection' && missionId ? 'mission' : pageOf[kind]
}

/** The page of the workspace where something due is seen to. */
export function duePath(locale: Locale, key: string, item: DueItem): string {
  const wanted = wantedPage(item)
  const { kind, id: itemId, tieId, agreementId, projectId, missionId, year } = item
  const id = pageIds.get(wanted) ?? (tieId ? 'tie' : 'organisation')
  const params = {
    ...{ key, tie: tieId ?? '', agreement: agreementId ?? '' },
    ...{ project: projectId ?? '', mission: missionId ?? '', year: String(year ?? '') },
  }
  const path = workspacePath(id, locale, params)
  return kind === 'floor' ? `${path}#floor-${itemId}` : path
}

/** Where a person's calendar is, by its secret. */
export const calendarPath = (token: string): string => `/calendrier/${token}.ics`

/** The addresses letters and calendars of what is due lead to. */
export function agendaLinks(baseUrl: string): AgendaLinks {
  return {
    due: (locale, key) => baseUrl + (key ? workspacePath('due', locale, { key }) : workspacePath('workspace', locale)),
    item: (locale, key, item) => baseUrl + duePath(locale, key, item),
  }
}
