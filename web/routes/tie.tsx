import { pageLoader, usePageData } from '../request.ts'
import '../styles/tie.css'
import { shareImagePath } from '../share-image-path.ts'
import { loadTie } from '../tie-page.server.ts'
import { Correct } from '../ui/correct.tsx'
import { PublicNewsList } from '../ui/field/public-news.tsx'
import { RecordFreshnessBlock } from '../ui/freshness/record-freshness.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useSite } from '../ui/site.ts'
import { SmallMap } from '../ui/small-map.tsx'
import { Ends } from '../ui/tie/ends.tsx'
import { PublicAgreements } from '../ui/tie/public-agreements.tsx'
import { PublicDoing } from '../ui/tie/public-doing.tsx'
import { PublicStory } from '../ui/tie/public-story.tsx'
import { PublicWords } from '../ui/tie/public-words.tsx'
import { Statements } from '../ui/tie/statements.tsx'
import { TieFacts } from '../ui/tie/tie-facts.tsx'
import { TieJsonLd } from '../ui/tie/tie-json-ld.tsx'
import { TieTable } from '../ui/tie-table.tsx'

/** The tie named by the address. */
export const loader = pageLoader((page, { id = '', slug }) => loadTie(page, id, slug))

/**
 * The page of one tie: its ends, its state in words, what its parties let everybody read, what each source said, and the
 * other ties of both.
 */
export default function Tie() {
  const { tie, map, parties, sources, freshness, content, projects, photos, news } = usePageData<typeof loader>()
  const { t, list, locale } = useSite()
  const names = list(tie.parties.map((party) => party.name))
  const what =
    tie.themes.length > 0
      ? list(tie.themes.slice(0, 4).map((theme) => t(`atlas.theme.${theme}`)))
      : t(`atlas.type.${tie.type}`)
  const title = t('site.tie.title', { names, what })
  return (
    <>
      <PageHead
        title={title}
        description={t('site.tie.description', { names })}
        image={shareImagePath('tie', locale, tie.id)}
      />
      <TieJsonLd tie={tie} sources={sources} />
      <div className="page-top">
        <h1>{title}</h1>
        <Ends tie={tie} parties={parties.map((party) => party.organisation)} />
      </div>
      <div className="page-grid">
        <div className="page-main">
          <PublicWords content={content} parties={tie.parties} />
          <PublicDoing projects={projects} photos={photos} />
          <PublicNewsList news={news} feed={`/data/partnerships/${tie.id}/news.atom?lang=${locale}`} />
          <PublicAgreements content={content} />
          <PublicStory content={content} />
          <Statements tie={tie} sources={sources} />
          {parties.map(({ organisation, others }) =>
            others.length > 0 ? (
              <section key={organisation.key} aria-labelledby={`others-${organisation.key}`}>
                <h2 id={`others-${organisation.key}`}>{t('site.tie.others', { name: organisation.name })}</h2>
                <div className="mt-3">
                  <TieTable
                    rows={others}
                    caption={t('site.tie.others', { name: organisation.name })}
                    seenFrom={organisation.key}
                    withState
                  />
                </div>
              </section>
            ) : null,
          )}
        </div>
        <aside className="page-aside" aria-label={t('site.authority.facts')}>
          {map ? <SmallMap map={map} named title={t('site.smallMap.tie', { names })} /> : null}
          <TieFacts tie={tie} content={content} />
          {freshness ? <RecordFreshnessBlock record={freshness} kind="partnership" /> : null}
        </aside>
      </div>
      <Correct record={{ kind: 'partnership', key: tie.id }} />
    </>
  )
}
