import type { OwnRecords } from '../../../features/freshness/records.server.ts'
import { pathTo } from '../../paths.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { FreshnessWords } from '../freshness/freshness-words.tsx'
import { useSite } from '../site.ts'

/** The ties of an organisation, each with its state, its evidence and how fresh it is. */
export function OwnTies({ records, organisationKey }: { records: OwnRecords; organisationKey: string }) {
  const { t, locale, list } = useSite()
  const { ties, organisation } = records
  const title = t('profile.organisation.ties', { n: ties.length })
  return (
    <section aria-labelledby="ties" className="mt-10">
      <h2 id="ties">{title}</h2>
      {ties.length === 0 ? (
        <>
          <p className="measure mt-2">{t('profile.organisation.noTies')}</p>
          <p className="mt-4">
            <a className="button" href={workspacePath('spreadsheet', locale, { key: organisationKey })}>
              {t('profile.organisation.addTies')}
            </a>
          </p>
        </>
      ) : (
        <table className="scan stack mt-3">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t('site.ties.partner')}</th>
              <th scope="col">{t('site.ties.type')}</th>
              <th scope="col" className="num">
                {t('site.ties.since')}
              </th>
              <th scope="col">{t('site.ties.state')}</th>
              <th scope="col">{t('history.field.evidence')}</th>
            </tr>
          </thead>
          <tbody>
            {ties.map((tie) => {
              const others = list(tie.names.filter((name) => name !== organisation.name))
              return (
                <tr key={tie.id}>
                  <th scope="row">
                    {tie.discreet ? (
                      others
                    ) : (
                      <a href={pathTo('tie', locale, { id: tie.id, names: tie.names })}>{others}</a>
                    )}
                    {tie.discreet ? <span className="source block">{t('profile.organisation.discreet')}</span> : null}
                  </th>
                  <td>{t(`atlas.type.${tie.type}`)}</td>
                  <td className="num" data-label={t('site.ties.since')}>
                    {tie.sinceYear}
                  </td>
                  <td className="word">{t(`atlas.state.${tie.state}`)}</td>
                  <td>
                    {t(`atlas.evidence.${tie.evidence}`)}
                    <FreshnessWords freshness={tie.freshness} />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </section>
  )
}
