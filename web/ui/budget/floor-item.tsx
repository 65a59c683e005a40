import type { FloorYear } from '../../../features/budgets/floor-rules.ts'
import type { WatchedFloor } from '../../../features/budgets/floors.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useDay } from '../agreement/words.ts'
import { Deed } from '../form/deed.tsx'
import { useLabels, useSite } from '../site.ts'
import { useFigures } from './lens-words.ts'
import { plainRate } from './one-percent-mechanisms.tsx'

/** What a floor protects, in words. */
export function useFloorScope(): (floor: Pick<WatchedFloor, 'scope' | 'scopeValue'>) => string {
  const { t } = useSite()
  const labels = useLabels()
  return ({ scope, scopeValue }) => {
    if (scope === 'country') return t('arbitration.floor.scopeOf.country', { name: labels.country(scopeValue) })
    if (scope === 'type')
      return t('arbitration.floor.scopeOf.type', { name: t(`atlas.type.${scopeValue}` as 'atlas.type.twinning') })
    return t(`arbitration.floor.scope.${scope}`)
  }
}

type FloorProps = { floor: WatchedFloor; organisationKey: string; mayWrite: boolean }

/** One floor: what was voted, and year by year whether it is met; a reminder. */
export function FloorItem({ floor, organisationKey, mayWrite }: FloorProps) {
  const { t, locale } = useSite()
  const { euros, percent } = useFigures()
  const day = useDay()
  const scopeOf = useFloorScope()
  const { id, label, measure, value, fromYear, toYear, votedOn, reference } = floor
  const path = workspacePath('budgetFloors', locale, { key: organisationKey }, { edit: id })
  return (
    <section aria-labelledby={`floor-${id}`} className="mt-10">
      <h2 id={`floor-${id}`}>{label}</h2>
      <p className="measure mt-2">
        {t('arbitration.floor.said', {
          ...{ measure, from: String(fromYear), to: toYear === null ? 'none' : String(toYear) },
          value: measure === 'share' ? percent(plainRate(value)) : euros(value),
          scope: scopeOf(floor),
        })}
      </p>
      {votedOn || reference ? (
        <p className="source">
          {votedOn ? `${t('arbitration.floor.voted', { day: day(votedOn) })} ` : null}
          {reference ? t('arbitration.floor.reference', { reference }) : null}
        </p>
      ) : null}
      {floor.years.length === 0 ? (
        <p className="measure mt-2">{t('arbitration.floor.notBegun', { from: String(fromYear) })}</p>
      ) : (
        <FloorYears label={label} years={floor.years} />
      )}
      {mayWrite ? (
        <div className="row-actions mt-4 no-print">
          <a href={`${path}#form`} className="button quiet" aria-label={t('arbitration.floor.changeOf', { label })}>
            {t('arbitration.floor.change')}
          </a>
          <Deed
            intent="remove"
            of={{ id }}
            label={t('arbitration.floor.remove')}
            spoken={t('arbitration.floor.removeOf', { label })}
          />
        </div>
      ) : null}
    </section>
  )
}

function FloorYears({ label, years }: { label: string; years: readonly FloorYear[] }) {
  const { t } = useSite()
  const { euros, percent } = useFigures()
  return (
    <table className="scan stack mt-4">
      <caption className="sr-only">{label}</caption>
      <thead>
        <tr>
          <th scope="col">{t('arbitration.floor.year')}</th>
          <th scope="col">{t('arbitration.floor.stateTitle')}</th>
          <th scope="col" className="num">
            {t('arbitration.floor.figure')}
          </th>
          <th scope="col" className="num">
            {t('arbitration.floor.share')}
          </th>
          <th scope="col">{t('arbitration.floor.basis')}</th>
        </tr>
      </thead>
      <tbody>
        {years.toReversed().map((one) => (
          <tr key={one.year}>
            <th scope="row">{one.year}</th>
            <td>
              <b>{t(`arbitration.floor.state.${one.state}`)}</b>
              {one.why ? (
                <span className="source block">
                  {t(`arbitration.floor.why.${one.why}`, { amount: euros(one.unknown ?? '0.00') })}
                </span>
              ) : null}
            </td>
            <td className="num">{one.amount === null ? null : euros(one.amount)}</td>
            <td className="num">{one.share === null ? null : percent(one.share)}</td>
            <td>{one.measure === null ? null : t(`arbitration.floor.basisOf.${one.measure}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
