import { licenceName, toLicence } from '../../../features/opendata/licences.ts'
import type { TieStatement } from '../../../features/opendata/tie-rows.server.ts'
import type { TiePage } from '../../tie-page.server.ts'
import { useSite } from '../site.ts'

type StatementsProps = Pick<TiePage, 'tie' | 'sources'>

const bySeen = (a: TieStatement, b: TieStatement) =>
  (b.attestedYear ?? 0) - (a.attestedYear ?? 0) || b.recordedAt.getTime() - a.recordedAt.getTime()

function Said({ statement }: { statement: TieStatement }) {
  const { t, list } = useSite()
  const { typeSaid, stateSaid, sinceYear, untilYear, themesSaid, themes, namesSaid } = statement
  const what = themes.length > 0 ? list(themes.map((theme) => t(`atlas.theme.${theme}`))) : themesSaid
  return (
    <p className="mt-1">
      {t('site.tie.said', { type: t(`atlas.type.${typeSaid}`), state: t(`site.tie.saidState.${stateSaid}`) })}
      {sinceYear === null ? null : ` ${t('site.tie.saidSince', { year: String(sinceYear) })}`}
      {untilYear === null ? null : ` ${t('site.tie.saidUntil', { year: String(untilYear) })}`}
      {what ? ` ${t('site.tie.saidThemes', { themes: what })}` : null}
      {namesSaid.length > 0 ? ` ${t('site.tie.saidNames', { names: list(namesSaid) })}` : null}
    </p>
  )
}

/** What each source said of a tie, in its year, with its page and licence; nothing is overwritten. */
export function Statements({ tie, sources }: StatementsProps) {
  const { t, day } = useSite()
  return (
    <section aria-labelledby="statements">
      <h2 id="statements">{t('site.tie.statements', { n: tie.statements.length })}</h2>
      <ol className="threads mt-3">
        {[...tie.statements].sort(bySeen).map((statement) => {
          const source = sources.get(statement.source)
          const licence = toLicence(statement.licence)
          const title = statement.pageTitle ?? source?.name ?? statement.source
          const address = statement.pageUrl ?? source?.url
          return (
            <li key={statement.id}>
              <h3>
                {statement.attestedYear ? `${statement.attestedYear} · ` : null}
                {address ? (
                  <a href={address} rel="nofollow noopener">
                    {title}
                  </a>
                ) : (
                  title
                )}
              </h3>
              <Said statement={statement} />
              <p className="source mt-1">
                <span className="inline-block first-letter:uppercase">{t(`atlas.evidence.${statement.evidence}`)}</span>
                {' · '}
                {source ? `${source.name} · ` : null}
                {licence.url ? <a href={licence.url}>{licenceName(t, licence.code)}</a> : licenceName(t, licence.code)}
                {' · '}
                {t('site.authority.readOn', { day: day(statement.recordedAt) })}
              </p>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
