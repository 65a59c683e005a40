import type { OdaYearLine } from '../../../features/budgets/oda.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useAmount } from '../project/money-table.tsx'
import { useSite } from '../site.ts'

/** The years of the return: their campaign, what was filed, how much of it there is. */
export function OdaYears({ organisationKey, years }: { organisationKey: string; years: readonly OdaYearLine[] }) {
  const { t, locale } = useSite()
  const amount = useAmount()
  const isEmpty = years.every(({ lines }) => lines === 0)
  return (
    <>
      {isEmpty ? <p className="measure notice mt-6">{t('oda.years.none')}</p> : null}
      <table className="scan stack mt-6">
        <caption className="sr-only">{t('oda.years.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('oda.years.year')}</th>
            <th scope="col">{t('oda.years.return')}</th>
            <th scope="col" className="num">
              {t('oda.years.lines')}
            </th>
            <th scope="col" className="num">
              {t('oda.years.amount')}
            </th>
            <th scope="col">{t('oda.years.window')}</th>
          </tr>
        </thead>
        <tbody>
          {years.map((line) => (
            <tr key={line.year}>
              <th scope="row">
                <a
                  className="tap"
                  href={workspacePath('odaYear', locale, { key: organisationKey, year: String(line.year) })}
                >
                  {line.year}
                </a>
              </th>
              <td>
                <State line={line} />
              </td>
              <td className="num" data-label={t('oda.years.lines')}>
                {t('oda.years.counted', { declared: line.declared, lines: line.lines })}
              </td>
              <td className="num" data-label={t('oda.years.amount')}>
                {amount(line.money, 'EUR')}
              </td>
              <td>
                <Campaign line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Campaign({ line: { campaign, window } }: { line: OdaYearLine }) {
  const { t, day } = useSite()
  if (!campaign || !window) return t('oda.years.noCampaign')
  return (
    <>
      {t(`oda.years.${window.state}`, { days: window.days })}
      <span className="source block">
        {t('oda.years.dates', { from: day(campaign.opensOn), to: day(campaign.closesOn) })}
      </span>
      <span className="source block">{campaign.place}</span>
    </>
  )
}

function State({ line }: { line: OdaYearLine }) {
  const { t, day } = useSite()
  const { filedOn, reference, isDraft, window, lines } = line
  if (filedOn && reference) return t('oda.years.filedAs', { day: day(filedOn), reference })
  if (filedOn) return t('oda.years.filed', { day: day(filedOn) })
  if (window?.state === 'after' && lines > 0) return t('oda.years.late')
  return t(isDraft ? 'oda.years.draft' : 'oda.years.nothing')
}
