import { loadAuthority } from '../authority-page.server.ts'
import { pageLoader, usePageData } from '../request.ts'
import { shareImagePath } from '../share-image-path.ts'
import { AuthorityBudget } from '../ui/authority/authority-budget.tsx'
import { AuthorityFacts } from '../ui/authority/authority-facts.tsx'
import { AuthorityJsonLd } from '../ui/authority/authority-json-ld.tsx'
import { AuthorityMissions } from '../ui/authority/authority-missions.tsx'
import { AuthorityPositions } from '../ui/authority/authority-positions.tsx'
import { AuthorityProjects } from '../ui/authority/authority-projects.tsx'
import { AuthorityTies } from '../ui/authority/authority-ties.tsx'
import { Breadcrumb } from '../ui/authority/breadcrumb.tsx'
import { Mentions } from '../ui/authority/mentions.tsx'
import { Neighbours } from '../ui/authority/neighbours.tsx'
import { Peers } from '../ui/authority/peers.tsx'
import { ProfileSheet } from '../ui/authority/profile-sheet.tsx'
import { TerritoryTies } from '../ui/authority/territory-ties.tsx'
import { Correct } from '../ui/correct.tsx'
import { EvidenceSentence } from '../ui/evidence-sentence.tsx'
import { RecordFreshnessBlock } from '../ui/freshness/record-freshness.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useSite } from '../ui/site.ts'
import { SmallMap } from '../ui/small-map.tsx'

/** The authority named by the address, here or abroad. */
export const loader = pageLoader((page, { key = '', slug }) => loadAuthority(page, key, slug))

/** The page of one authority: what it is, with whom, how surely, who else, and how to correct it. */
export default function Authority() {
  const page = usePageData<typeof loader>()
  const { t, locale } = useSite()
  const {
    organisation,
    ties,
    peers,
    neighbours,
    mentions,
    territory,
    disputed,
    map,
    freshness,
    profile,
    projects,
    missions,
    positions,
    budgetYears,
  } = page
  const title = t('site.authority.title', {
    name: organisation.name,
    ties: organisation.ties.all,
    countries: organisation.partnerCountries.length,
  })
  return (
    <>
      <PageHead
        title={title}
        description={t('site.authority.description', { name: organisation.name })}
        image={shareImagePath('authority', locale, organisation.key)}
      />
      <AuthorityJsonLd organisation={organisation} />
      <div className="page-top">
        <Breadcrumb organisation={organisation} />
        <h1>{title}</h1>
        <EvidenceSentence ties={ties} />
      </div>
      <div className="page-grid">
        <div className="page-main">
          <AuthorityTies organisation={organisation} ties={ties} />
          <AuthorityProjects projects={projects} />
          <AuthorityMissions missions={missions} />
          <AuthorityPositions positions={positions} />
          <AuthorityBudget organisation={organisation} years={budgetYears} />
          {profile ? <ProfileSheet organisation={organisation} profile={profile} /> : null}
          <Peers organisation={organisation} peers={peers} />
          {territory ? <TerritoryTies organisation={organisation} territory={territory} /> : null}
          <Mentions mentions={mentions} />
          <Neighbours neighbours={neighbours} />
        </div>
        <aside className="page-aside" aria-label={t('site.authority.facts')}>
          {map ? (
            <SmallMap
              map={map}
              own={organisation.key}
              title={t('site.smallMap.authority', { name: organisation.name })}
            />
          ) : null}
          <AuthorityFacts organisation={organisation} disputed={disputed} />
          {freshness ? <RecordFreshnessBlock record={freshness} kind="organisation" /> : null}
        </aside>
      </div>
      <Correct record={{ kind: 'organisation', key: organisation.key }} />
    </>
  )
}
