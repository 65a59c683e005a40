import { redirect } from 'react-router'
import { findPublicPosition } from '../../features/missions/public-positions.server.ts'
import { AppError } from '../../platform/errors.ts'
import { pathTo } from '../paths.ts'
import { pageLoader, usePageData } from '../request.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Paragraphs } from '../ui/partnership/side-texts.tsx'
import { useLabels, useSite } from '../ui/site.ts'

/** The public position in the address; its one address when it was asked for under another. */
export const loader = pageLoader(async ({ ctx, url }, { id = '', slug }) => {
  const key = id.toLowerCase()
  const position = await findPublicPosition(ctx, key)
  if (!position) throw new AppError('not_found', 'position_not_public')
  const path = pathTo('position', ctx.locale, { id: key, title: position.title })
  if (pathTo('position', ctx.locale, { id }) + (slug ? `/${slug}` : '') !== path) throw redirect(path + url.search, 308)
  return { position }
})

/** A stand an assembly took: who, when, by how many votes, about which countries, in its own words. */
export default function PositionRead() {
  const { position } = usePageData<typeof loader>()
  const { t, day, number, locale } = useSite()
  const { country } = useLabels()
  const { title, kind, votedOn, organisationKey, content } = position
  const { name, body, countries } = content
  const votes = (['votesFor', 'votesAgainst', 'abstentions'] as const).filter((part) => content[part] !== null)
  return (
    <>
      <PageHead title={title} description={t('mission.positions.public.description', { title, name })} />
      <div className="page-top">
        <h1 lang={content.locale}>{title}</h1>
        <p className="mt-3">
          <a href={pathTo('authority', locale, { key: organisationKey, name })}>{name}</a> ·{' '}
          {t(`mission.positions.kind.${kind}`)}
          {votedOn ? ` · ${t('mission.positions.votedDay', { day: day(votedOn) })}` : ''}
        </p>
        {votes.length > 0 ? (
          <p className="source">
            {votes.map((part) => t(`mission.positions.public.${part}`, { n: number(content[part] ?? 0) })).join(' · ')}
          </p>
        ) : null}
        {countries.length > 0 ? (
          <p className="source">
            {t('mission.positions.public.about', { n: countries.length, countries: countries.map(country).join(', ') })}
          </p>
        ) : null}
      </div>
      <div className="page-main">
        <section aria-label={t('mission.positions.body')}>
          {body ? <Paragraphs body={body} locale={content.locale} /> : <p>{t('mission.positions.public.noText')}</p>}
        </section>
      </div>
    </>
  )
}
