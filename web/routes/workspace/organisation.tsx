import { listDue } from '../../../features/agenda/due.server.ts'
import { getMoneyOfYear, listHomeNews } from '../../../features/agenda/home.server.ts'
import { findOwnRecords } from '../../../features/freshness/records.server.ts'
import { dayOf } from '../../../features/freshness/rules.ts'
import { judgeSheet } from '../../../features/organisations/completeness.ts'
import { listOfficials } from '../../../features/organisations/officials.server.ts'
import { getProfile } from '../../../features/organisations/profile.server.ts'
import { listOwnTies } from '../../../features/partnerships/own-list.server.ts'
import { AppError } from '../../../platform/errors.ts'
import { usePageData } from '../../request.ts'
import { HomeBudget } from '../../ui/agenda/home-budget.tsx'
import { HomeMoney } from '../../ui/agenda/home-money.tsx'
import { HomeNews } from '../../ui/agenda/home-news.tsx'
import { HomeTies } from '../../ui/agenda/home-ties.tsx'
import { HomeWeek } from '../../ui/agenda/home-week.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { OwnTies } from '../../ui/organisation/own-ties.tsx'
import { SheetPoints } from '../../ui/organisation/sheet-points.tsx'
import { useLabels, useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** What is due this week, what an organisation does, and what is known of it. */
export const loader = workspaceLoader('member', async ({ ctx, atWork }) => {
  const { organisation } = atWork
  const id = organisation.organisationId
  const records = await findOwnRecords(ctx, id)
  if (!records) throw new AppError('not_found', 'organisation_not_yours')
  const profile = await getProfile(ctx, id)
  const officials = await listOfficials(ctx, id)
  return {
    organisation,
    records,
    publicSince: profile.publicSince,
    today: dayOf(ctx.now),
    points: judgeSheet(profile, officials.length),
    items: await listDue(ctx, id),
    ties: await listOwnTies(ctx, id),
    money: await getMoneyOfYear(ctx, id),
    news: await listHomeNews(ctx, id),
  }
})

/** The first page of an organisation in the workspace. */
export default function Organisation() {
  const { t, locale, day, pathTo } = useSite()
  const labels = useLabels()
  const page = usePageData<typeof loader>()
  const { organisation, records, points, publicSince } = page
  const { key, name, example } = organisation
  const { discreet } = records.organisation
  const seen = !discreet && !example
  return (
    <div className="py-10">
      <WorkTitle>{t('profile.organisation.title', { name })}</WorkTitle>
      <p className="source mt-2">
        {t(`atlas.tier.${records.organisation.tier}` as 'atlas.tier.commune')}, {labels.country(organisation.country)}
      </p>
      <Done area="profile.done" />
      {discreet ? <p className="notice">{t('profile.organisation.isDiscreet')}</p> : null}
      {example ? <p className="notice">{t('profile.organisation.isExample')}</p> : null}
      <HomeWeek items={page.items} today={page.today} organisationKey={key} />
      <HomeTies ties={page.ties} organisationKey={key} mayWrite={organisation.role !== 'reader'} />
      <HomeMoney money={page.money} />
      <HomeBudget items={page.items} today={page.today} organisationKey={key} />
      <HomeNews news={page.news} organisationKey={key} />
      <section aria-labelledby="public" className="mt-10">
        <h2 id="public">{t('profile.organisation.public')}</h2>
        <p className="mt-2">
          {publicSince
            ? t('profile.organisation.sheetShown', { day: day(publicSince) })
            : t('profile.organisation.sheetHidden')}{' '}
          {seen ? <a href={pathTo('authority', { key, name })}>{t('profile.organisation.seePublic')}</a> : null}
        </p>
        <p className="mt-2">
          <a href={workspacePath('visibility', locale, { key })} className="tap">
            {t('profile.organisation.visibility')}
          </a>
        </p>
      </section>
      <SheetPoints points={points} organisationKey={key} />
      <OwnTies records={records} organisationKey={key} />
    </div>
  )
}
