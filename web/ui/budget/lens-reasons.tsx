import type { Lens } from '../../../features/budgets/lens.server.ts'
import { periodWords } from '../../../features/budgets/lens-names.ts'
import { formatLens } from '../../../features/budgets/lens-rules.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'
import { useValueName } from './lens-words.ts'

/** Reasons that were given between other periods, or of the other way of the money: they speak of those, and are kept. */
export function OtherReasons({ lens, organisationKey: key }: { lens: Lens; organisationKey: string }) {
  const { t, locale } = useSite()
  const nameOf = useValueName()
  const { reading, otherReasons } = lens
  if (otherReasons.length === 0) return null
  return (
    <section aria-labelledby="other-reasons" className="mt-10">
      <h2 id="other-reasons">{t('arbitration.lens.otherReasons')}</h2>
      <p className="measure mt-2">{t('arbitration.lens.otherReasonsLead')}</p>
      <ul className="threads mt-4">
        {otherReasons.map(({ value, reason, first, second, flow }) => {
          const query = formatLens({ ...reading, first, second, flow })
          const periods = { first: periodWords(first), second: periodWords(second) }
          return (
            <li key={Object.values({ ...query, value }).join(' ')}>
              <b>{nameOf(reading.dimension, value, lens.names)}</b>{' '}
              <a href={workspacePath('budgetLens', locale, { key }, query)}>
                {t('arbitration.lens.reasonScope', { ...periods, flow })}
              </a>
              <span className="block measure">{reason}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
