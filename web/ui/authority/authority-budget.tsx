import type { PublicBudgetYear } from '../../../features/budgets/public-budgets.server.ts'
import { latestOf } from '../budget/public-tables.tsx'
import { useEuros } from '../budget/use-euros.ts'
import { useSite } from '../site.ts'

type AuthorityBudgetProps = { organisation: { key: string; name: string }; years: readonly PublicBudgetYear[] }

/** What the international action of an authority costs, where it lets everybody read it. */
export function AuthorityBudget({ organisation, years }: AuthorityBudgetProps) {
  const { t, pathTo } = useSite()
  const { euros } = useEuros()
  const latest = latestOf(years)
  if (!latest) return null
  return (
    <section aria-labelledby="budget">
      <h2 id="budget">{t('budget.public.ofAuthority')}</h2>
      <p className="mt-3">
        <a href={pathTo('authorityBudget', { key: organisation.key, name: organisation.name })} className="tap">
          {t('budget.public.sentence', {
            year: String(latest.year),
            measure: latest.stage,
            expenditure: euros(latest.expenditure),
            net: euros(latest.net),
          })}
        </a>
      </p>
    </section>
  )
}
