import '../../styles/tie.css'
import type { TieHead as TieHeadFacts, TiePartyHead } from '../../../features/partnerships/tie-head.server.ts'
import { type WorkspacePageId, workspacePages, workspacePath } from '../../workspace/paths.ts'
import { useLabels, useSite } from '../site.ts'

/** The tabs of a tie in their order: the page each leads to, beside the word it goes by. */
const tabs = [
  { tab: 'overview', page: 'tie' },
  { tab: 'word', page: 'tieProposals' },
  { tab: 'agreements', page: 'agreements' },
  { tab: 'projects', page: 'projects' },
  { tab: 'news', page: 'tieNews' },
  { tab: 'reciprocity', page: 'reciprocity' },
  { tab: 'documents', page: 'tieDocuments' },
  { tab: 'context', page: 'tieContext' },
  { tab: 'publication', page: 'tiePublication' },
] as const

/** The page of a tie one is on, or under. */
export type TieTab = (typeof tabs)[number]['tab']

const pageIds: ReadonlyMap<string, WorkspacePageId> = new Map(workspacePages.map(({ id }) => [id, id]))

function End({ party }: { party: TiePartyHead }) {
  const { t } = useSite()
  const labels = useLabels()
  return (
    <li className="tie-end">
      <strong className="tie-end-name">{party.name}</strong>
      <span className="source block">
        {labels.country(party.country)}
        {party.isOurs ? ` · ${t('tie.head.ours')}` : null}
      </span>
      {party.lookedAfter ? null : <span className="source block">{t('tie.head.nobody')}</span>}
    </li>
  )
}

/** The tie in one sentence: what it is, since when, in what state. */
export function useTieSentence(): (
  tie: Pick<TieHeadFacts, 'type' | 'state' | 'stateSinceYear' | 'sinceYear' | 'openEnded' | 'termYear'>,
) => string {
  const { t, locale } = useSite()
  return (tie) => {
    const word = t(`atlas.type.${tie.type}`)
    const type = word.charAt(0).toLocaleUpperCase(locale) + word.slice(1)
    const parts = [
      tie.sinceYear === null
        ? t('tie.head.what', { type })
        : t('tie.head.whatSince', { type, year: String(tie.sinceYear) }),
      t(`tie.head.state.${tie.state}`, { year: tie.stateSinceYear === null ? 'none' : String(tie.stateSinceYear) }),
    ]
    if (tie.state !== 'ended' && tie.openEnded === true) parts.push(t('tie.head.openEnded'))
    if (tie.state !== 'ended' && tie.termYear !== null) parts.push(t('tie.head.until', { year: String(tie.termYear) }))
    return parts.join(' ')
  }
}

/** The top of every page of a tie: its ends at equal size, the fact in words, and the way to its other pages. */
export function TieHead({ tie, current }: { tie: TieHeadFacts; current: TieTab }) {
  const { t, locale } = useSite()
  const sentence = useTieSentence()
  const params = { key: tie.organisationKey, tie: tie.id }
  const counts: Partial<Record<string, number>> = {
    word: tie.counts.openProposals,
    agreements: tie.counts.agreements,
    projects: tie.counts.projects,
  }
  return (
    <div className="tie-head">
      <ul className={`tie-ends is-${tie.state}`} aria-label={t('tie.head.parties')}>
        {tie.parties.map((party) => (
          <End key={party.id} party={party} />
        ))}
      </ul>
      <p className="tie-sentence">
        {sentence(tie)} {tie.discreet ? <span className="tie-mark">{t('tie.head.discreet')}</span> : null}
        {tie.example ? <span className="tie-mark">{t('tie.head.example')}</span> : null}
      </p>
      <nav aria-label={t('tie.head.pages')} className="no-print">
        <ul className="tie-tabs">
          {tabs.map(({ tab, page }) => {
            const id = pageIds.get(page)
            if (!id) return null
            return (
              <li key={tab}>
                <a
                  href={workspacePath(id, locale, params, tab === 'projects' ? { tie: tie.id } : {})}
                  className="tap"
                  aria-current={tab === current ? 'page' : undefined}
                >
                  {t(`tie.tab.${tab}`)}
                  {counts[tab] ? <span className="count"> {counts[tab]}</span> : null}
                </a>
              </li>
            )
          })}
        </ul>
      </nav>
    </div>
  )
}
