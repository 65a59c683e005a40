import { dayOf, judgeOrganisation } from '../../../features/freshness/rules.ts'
import type { AuthorityPage } from '../../authority-page.server.ts'
import { FreshnessLevelWords } from '../freshness/freshness-words.tsx'
import { useSite } from '../site.ts'
import { TieTable } from '../tie-table.tsx'

type TerritoryTiesProps = {
  organisation: AuthorityPage['organisation']
  territory: NonNullable<AuthorityPage['territory']>
}

/** The ties of the authorities of a territory, its own left out: how many, of whom, the oldest first. */
export function TerritoryTies({ organisation, territory }: TerritoryTiesProps) {
  const { t, pathTo } = useSite()
  if (territory.ties === 0) return null
  const { level, ties, withTies, authorities, rows, members } = territory
  const today = dayOf(new Date())
  const all = level === 'epci' ? null : `${pathTo('ties')}?${level}=${organisation.key}`
  return (
    <section aria-labelledby="territory">
      <h2 id="territory">{t(`site.authority.territory.${level}`)}</h2>
      <p className="measure mt-2">{t('site.authority.territory.figures', { ties, withTies, authorities })}</p>
      {members.length > 0 ? (
        <p className="mt-2">
          {t('site.authority.territory.most')}{' '}
          {members.map((member, index) => (
            <span key={member.key}>
              {index > 0 ? ', ' : null}
              <a href={pathTo('authority', member)}>{member.name}</a>{' '}
              <span className="source">
                ({t('site.count.ties', { n: member.tieCount })} ·{' '}
                <FreshnessLevelWords level={judgeOrganisation(member, today).level} />)
              </span>
            </span>
          ))}
        </p>
      ) : null}
      <div className="mt-4">
        <TieTable rows={rows} caption={t(`site.authority.territory.${level}`)} />
      </div>
      {all && ties > rows.length ? (
        <a href={all} className="tap mt-3">
          {t('site.authority.territory.all', { n: ties })}
        </a>
      ) : null}
    </section>
  )
}
