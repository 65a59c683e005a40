import type { OdaYear } from '../../../features/budgets/oda.server.ts'
import { issueWeights, rowsOfReturn, totalsOf } from '../../../features/budgets/oda-rules.ts'
import { useAmount } from '../project/money-table.tsx'
import { useSite } from '../site.ts'

/** The fact of the page: how much is declared, or to declare. */
export function useOdaTitle(oda: OdaYear): string {
  const { t } = useSite()
  const amount = useAmount()
  const isFiled = oda.kept?.state === 'filed'
  const rows = rowsOfReturn(oda)
  const year = String(oda.year)
  if (!isFiled && rows.length === 0) return t('oda.year.titleNone', { year })
  return t(isFiled ? 'oda.year.titleFiled' : 'oda.year.title', {
    year,
    amount: amount(totalsOf(rows).money, 'EUR'),
  })
}

/** When and where the return is filed, how sure that is, and how many lines are in it. */
export function OdaCampaignSentences({ oda }: { oda: OdaYear }) {
  const { t, day } = useSite()
  const amount = useAmount()
  const { campaign, window, year, totals, setAside, lines, issues } = oda
  const waiting = new Set(issues.filter(({ code }) => issueWeights[code] === 'leftOut').map(({ lineId }) => lineId))
  const declared = lines.length - setAside - waiting.size
  return (
    <>
      {campaign && window ? (
        <>
          <p className="measure mt-4">
            {t(`oda.year.${window.state}`, {
              from: day(campaign.opensOn),
              to: day(campaign.closesOn),
              days: window.days,
            })}{' '}
            {campaign.placeUrl ? (
              <a href={campaign.placeUrl}>{t('oda.year.place', { place: campaign.place })}</a>
            ) : (
              t('oda.year.place', { place: campaign.place })
            )}
          </p>
          <p className="source measure">
            {campaign.source ? t('oda.year.source', { source: campaign.source }) : t('oda.year.sourceBefore')}{' '}
            {campaign.verifiedOn
              ? t('oda.year.windowVerified', { day: day(campaign.verifiedOn) })
              : t('oda.year.windowToVerify')}
          </p>
          <p className="source measure">
            {campaign.form.verifiedOn
              ? t('oda.year.formVerified', { day: day(campaign.form.verifiedOn) })
              : t('oda.year.formToVerify')}
          </p>
        </>
      ) : (
        <p className="measure mt-4">{t('oda.year.noCampaign', { year: String(year) })}</p>
      )}
      <p className="measure mt-4">{t('oda.year.counted', { declared, setAside, waiting: waiting.size })}</p>
      {totals.staff === '0.00' ? null : (
        <p className="measure">{t('oda.year.staff', { amount: amount(totals.staff, 'EUR') })}</p>
      )}
    </>
  )
}
