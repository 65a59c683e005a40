import { euros } from '../../../platform/i18n/euros.ts'
import { useSite } from '../site.ts'
import type { ShownAccount } from './account-notices.tsx'

/** The totals of the whole document by section and direction; order operations beside, never added. */
export function AccountSections({ account }: { account: ShownAccount }) {
  const { t, locale, list } = useSite()
  const real = account.sections.filter(({ isOrder }) => !isOrder)
  const order = account.sections.filter(({ isOrder }) => isOrder)
  if (account.sections.length === 0) return null
  return (
    <section aria-labelledby="whole" className="mt-10">
      <h2 id="whole">{t('accounts.sections.title')}</h2>
      <table className="scan stack mt-4">
        <caption className="sr-only">{t('accounts.sections.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('accounts.sections.section')}</th>
            <th scope="col">{t('accounts.sections.kind')}</th>
            <th scope="col" className="num">
              {t('accounts.sections.lines')}
            </th>
            <th scope="col" className="num">
              {t(`accounts.measure.${account.measure}`)}
            </th>
          </tr>
        </thead>
        <tbody>
          {real.map(({ section, direction, lineCount, amount }) => (
            <tr key={`${section} ${direction}`}>
              <th scope="row">{t(`accounts.section.${section}`)}</th>
              <td>{t(`accounts.direction.${direction}`)}</td>
              <td className="num">{t('accounts.list.linesCount', { n: lineCount })}</td>
              <td className="num">{euros(locale, amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {order.length > 0 ? (
        <p className="source mt-2">
          {t('accounts.sections.order', {
            list: list(
              order.map(({ section, direction, amount }) =>
                t('accounts.sections.orderItem', {
                  section: t(`accounts.section.${section}`),
                  direction: t(`accounts.direction.${direction}`),
                  amount: euros(locale, amount),
                }),
              ),
            ),
          })}
        </p>
      ) : null}
    </section>
  )
}
