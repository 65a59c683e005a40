import type { LostLine } from '../../../features/budgets/accounts-list.server.ts'
import { euros } from '../../../platform/i18n/euros.ts'
import { useSite } from '../site.ts'
import { useLineHref } from './line-href.ts'

/** Lines of the international budget whose accounting line counts no more; nothing where there are none. */
export function LostLines({ organisationKey, lines }: { organisationKey: string; lines: readonly LostLine[] }) {
  const { t, locale } = useSite()
  const hrefOf = useLineHref(organisationKey)
  if (lines.length === 0) return null
  return (
    <section aria-labelledby="lost" className="mt-10">
      <h2 id="lost">{t('accounts.lost.title')}</h2>
      <p className="measure mt-2">{t('accounts.lost.text')}</p>
      <ul className="mt-2">
        {lines.map(({ id, label, nature, functionCode, amount }) => (
          <li key={id} className="border-b border-line py-3">
            <a href={hrefOf(id)}>{label}</a>
            <p className="source">
              {[
                nature ? t('accounts.lost.nature', { nature }) : null,
                functionCode ? t('accounts.lost.function', { code: functionCode }) : null,
                amount ? euros(locale, amount) : null,
              ]
                .filter((part) => part !== null)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
