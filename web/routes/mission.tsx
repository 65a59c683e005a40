import '../styles/field.css'
import { redirect } from 'react-router'
import { findPublicMission } from '../../features/missions/public-missions.server.ts'
import { listPublicPhotos } from '../../features/partnerships/publish-photos.server.ts'
import { AppError } from '../../platform/errors.ts'
import { pathTo } from '../paths.ts'
import { pageLoader, usePageData } from '../request.ts'
import { PageHead } from '../ui/page-head.tsx'
import { PublicPhotos } from '../ui/paper/public-photos.tsx'
import { useLabels, useSite } from '../ui/site.ts'

/** The public mission in the address; its one address when it was asked for under another. */
export const loader = pageLoader(async ({ ctx, url }, { id = '', slug }) => {
  const key = id.toLowerCase()
  const mission = await findPublicMission(ctx, key)
  if (!mission) throw new AppError('not_found', 'mission_not_public')
  const path = pathTo('mission', ctx.locale, { id: key, title: mission.title })
  if (pathTo('mission', ctx.locale, { id }) + (slug ? `/${slug}` : '') !== path) throw redirect(path + url.search, 308)
  return { mission, photos: await listPublicPhotos(ctx, { missionId: key }) }
})

/** A mission after its return: who went by function, what for, what it cost, what followed. */
export default function MissionRead() {
  const { mission, photos } = usePageData<typeof loader>()
  const { t, day, locale } = useSite()
  const { country } = useLabels()
  const { title, startsOn, endsOn, content, organisationKey } = mission
  const { name, participants, costs } = content
  const text = (key: 'purpose' | 'report' | 'followed') =>
    content[key] ? (
      <section>
        <h2>{t(`mission.${key}`)}</h2>
        <p className="measure whitespace-pre-line">{content[key]}</p>
      </section>
    ) : null
  return (
    <>
      <PageHead title={title} description={t('mission.public.description', { title, name })} />
      <div className="page-top">
        <h1>{title}</h1>
        <p className="mt-3">
          <a href={pathTo('authority', locale, { key: organisationKey, name })}>{name}</a> ·{' '}
          {content.place ? `${content.place}, ${country(mission.country)}` : country(mission.country)} ·{' '}
          {t('field.life.fromTo', { from: day(startsOn), to: day(endsOn) })}
        </p>
        {content.mandateVotedOn ? (
          <p className="source">
            {t('mission.public.mandate', { day: day(content.mandateVotedOn), reference: content.mandateReference })}
          </p>
        ) : null}
        {mission.project ? (
          <p className="mt-2">
            {t('mission.public.project')}{' '}
            <a href={pathTo('project', locale, mission.project)}>{mission.project.title}</a>
          </p>
        ) : null}
        {mission.tieId ? (
          <p className="mt-2">
            <a href={pathTo('tie', locale, { id: mission.tieId })}>{t('mission.public.tieLink')}</a>
          </p>
        ) : null}
      </div>
      <div className="page-main">
        {text('purpose')}
        <section>
          <h2>{t('mission.people')}</h2>
          <ul>
            {participants.map((one, index) => (
              <li key={index}>
                {[one.name, one.functionTitle ?? t(`mission.kind.${one.kind as 'elected'}`)].filter(Boolean).join(', ')}
              </li>
            ))}
          </ul>
        </section>
        {costs.length > 0 ? (
          <section>
            <h2>{t('mission.costs')}</h2>
            <ul>
              {costs.map((one) => (
                <li key={`${one.nature} ${one.currency}`}>
                  {t(`mission.nature.${one.nature as 'travel'}`)} {'· '}
                  {t('mission.amounts', {
                    planned: one.planned ?? '–',
                    spent: one.spent ?? '–',
                    currency: one.currency,
                  })}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {text('report')}
        {text('followed')}
        <PublicPhotos photos={photos} />
      </div>
    </>
  )
}
