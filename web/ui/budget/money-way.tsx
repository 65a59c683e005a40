import { type FigureView, linesBehind, linesOfStretch } from '../../../features/budgets/figure-view.ts'
import type { MoneyPaths } from '../../../features/budgets/money-paths.server.ts'
import type { Measure } from '../../../features/budgets/schema.ts'
import type { Translator } from '../../../platform/i18n/translator.ts'
import { useSite } from '../site.ts'
import { LinesLink } from './figure-tables.tsx'
import { useEuros } from './use-euros.ts'
import { WideTable } from './wide-table.tsx'

const named = (t: Translator, area: 'project.source' | 'budget.counterpart', kind: string) => {
  const key = `${area}.${kind}`
  return t.has(key) ? t(key) : t('budget.unsaid')
}

/** The way of the money, stretch by stretch: from whom it came, through what it went, who had it last. */
type WayProps = {
  paths: MoneyPaths
  own: string
  organisationKey: string
  view: FigureView
  at: { year: number; measure: Measure }
}

export function WayTable({ paths, own, organisationKey, view, at: { year, measure } }: WayProps) {
  const { t } = useSite()
  const { euros } = useEuros()
  const from = paths.stretches.filter(({ stage }) => stage === 'funder')
  const uses = paths.stretches.filter(({ stage }) => stage === 'use')
  return (
    <table className="scan">
      <caption className="sr-only">{t('budget.way.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('budget.way.from')}</th>
          <th scope="col">{t('budget.way.through')}</th>
          <th scope="col">{t('budget.way.last')}</th>
          <th scope="col" className="num">
            {t('budget.way.amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {Number(own) > 0 ? (
          <tr>
            <td>{t('project.source.ownFunds')}</td>
            <td />
            <td />
            <td className="num">{euros(own)}</td>
          </tr>
        ) : null}
        {from.map((one) => (
          <tr key={one.kind}>
            <td>{named(t, 'project.source', one.kind)}</td>
            <td />
            <td />
            <td className="num">
              <LinesLink
                organisationKey={organisationKey}
                query={linesBehind(view, { year, direction: 'receipt', figure: measure }, linesOfStretch(one))}
              >
                {euros(one.amount)}
              </LinesLink>
            </td>
          </tr>
        ))}
        {uses.map((one) => (
          <tr key={`${one.throughKind} ${one.projectId} ${one.through} ${one.name} ${one.kind}`}>
            <td />
            <td>{one.through || t('budget.way.noDepartment')}</td>
            <td>
              {one.name || t('budget.way.noBody')}
              {one.kind ? <span className="source block">{named(t, 'budget.counterpart', one.kind)}</span> : null}
            </td>
            <td className="num">
              <LinesLink
                organisationKey={organisationKey}
                query={linesBehind(view, { year, direction: 'expenditure', figure: measure }, linesOfStretch(one))}
              >
                {euros(one.amount)}
              </LinesLink>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Each tie by year: with money of the State, or without. */
export function StateYears({
  paths,
  partnerships,
  organisationKey,
  view,
  measure,
}: {
  paths: MoneyPaths
  partnerships: Readonly<Record<string, string>>
  organisationKey: string
  view: FigureView
  measure: Measure
}) {
  const { t } = useSite()
  const years = [...new Set(paths.stateYears.map(({ year }) => year))].toSorted()
  const ties = [...new Set(paths.stateYears.map(({ partnershipId }) => partnershipId))]
  return (
    <WideTable label={t('budget.state.caption')}>
      <table className="scan">
        <caption className="sr-only">{t('budget.state.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('budget.by.partnership')}</th>
            {years.map((year) => (
              <th key={year} scope="col" className="num">
                {year}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ties.map((tie) => (
            <tr key={tie}>
              <th scope="row">{partnerships[tie] ?? t('budget.unsaid')}</th>
              {years.map((year) => {
                const found = paths.stateYears.find((one) => one.partnershipId === tie && one.year === year)
                return (
                  <td key={year} className="num">
                    {!found ? (
                      '–'
                    ) : Number(found.stateMoney) > 0 ? (
                      <StateAmount found={found} {...{ organisationKey, view, measure }} />
                    ) : (
                      t('budget.state.without')
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}

type StateAmountProps = {
  found: MoneyPaths['stateYears'][number]
  organisationKey: string
  view: FigureView
  measure: Measure
}

// What came through the accounts leads to its receipts; what the State pays in the projects beside them is said to be so.
function StateAmount({ found, organisationKey, view, measure }: StateAmountProps) {
  const { t } = useSite()
  const { euros } = useEuros()
  const { year, partnershipId, stateMoney, outside } = found
  const at = { year, direction: 'receipt', figure: measure, by: 'partnership', value: partnershipId } as const
  return (
    <>
      <LinesLink organisationKey={organisationKey} query={linesBehind(view, at, { funder: 'state' })}>
        {t('budget.state.with', { amount: euros(stateMoney) })}
      </LinesLink>
      {/[1-9]/.test(outside) ? (
        <span className="source block">{t('budget.state.outside', { amount: euros(outside) })}</span>
      ) : null}
    </>
  )
}
