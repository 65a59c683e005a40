import type { Lens } from '../../../features/budgets/lens.server.ts'
import { linesOfLens } from '../../../features/budgets/lens-lines.ts'
import { periodWords } from '../../../features/budgets/lens-names.ts'
import { formatLens, type LensRow } from '../../../features/budgets/lens-rules.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'
import { useFigures, useValueName } from './lens-words.ts'

type LensTableProps = { lens: Lens; organisationKey: string; mayWrite: boolean }

/** Both periods value by value: what rose, fell, appeared and disappeared, and the reason where one was given. */
export function LensTable({ lens, organisationKey, mayWrite }: LensTableProps) {
  const { t } = useSite()
  const { euros, signed, signedPercent } = useFigures()
  const { reading, comparison } = lens
  const by = t(`arbitration.lens.by.${reading.dimension}`)
  const { total } = comparison
  return (
    <div className="overflow-x-auto">
      <table className="scan stack mt-6">
        <caption className="sr-only">{t('arbitration.lens.caption', { by })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('arbitration.lens.value', { by })}</th>
            <th scope="col" className="num">
              {periodWords(reading.first)}
            </th>
            <th scope="col" className="num">
              {periodWords(reading.second)}
            </th>
            <th scope="col" className="num">
              {t('arbitration.lens.change')}
            </th>
            <th scope="col" className="num">
              {t('arbitration.lens.percent')}
            </th>
            <th scope="col">{t('arbitration.lens.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {comparison.rows.map((row) => (
            <Row key={row.value} row={row} lens={lens} organisationKey={organisationKey} mayWrite={mayWrite} />
          ))}
          <tr>
            <th scope="row">
              <b>{t('arbitration.lens.totalRow')}</b>
            </th>
            <td className="num" data-label={periodWords(reading.first)}>
              <b>
                <LinesOf lens={lens} years={lens.years.first} organisationKey={organisationKey}>
                  {euros(total.first ?? '0.00')}
                </LinesOf>
              </b>
            </td>
            <td className="num" data-label={periodWords(reading.second)}>
              <b>
                <LinesOf lens={lens} years={lens.years.second} organisationKey={organisationKey}>
                  {euros(total.second ?? '0.00')}
                </LinesOf>
              </b>
            </td>
            <td className="num" data-label={t('arbitration.lens.change')}>
              <b>{signed(total.change)}</b>
            </td>
            <td className="num">{total.percent === null ? null : signedPercent(total.percent)}</td>
            <td />
          </tr>
        </tbody>
      </table>
    </div>
  )
}

type RowProps = LensTableProps & { row: LensRow }

function Row({ row, lens, organisationKey, mayWrite }: RowProps) {
  const { t, locale } = useSite()
  const { signed, signedPercent } = useFigures()
  const nameOf = useValueName()
  const { reading, years, reasons } = lens
  const what = nameOf(reading.dimension, row.value, lens.names)
  const reason = reasons[row.value]
  const toReason = `${workspacePath('budgetLens', locale, { key: organisationKey }, { ...formatLens(reading), reason: row.value })}#reason`
  return (
    <tr>
      <th scope="row">
        {what}
        <span className="source block">{t(`arbitration.lens.kind.${row.kind}`)}</span>
      </th>
      <Amount
        of={row.first}
        years={years.first}
        period={periodWords(reading.first)}
        {...{ row, lens, organisationKey }}
      />
      <Amount
        of={row.second}
        years={years.second}
        period={periodWords(reading.second)}
        {...{ row, lens, organisationKey }}
      />
      <td className="num" data-label={t('arbitration.lens.change')}>
        {signed(row.change)}
      </td>
      <td className="num">{row.percent === null ? null : signedPercent(row.percent)}</td>
      <td className="act">
        {reason ? (
          <p className="measure">
            {reason}
            <span className="source block">
              {t('arbitration.lens.reasonOf', {
                first: periodWords(reading.first),
                second: periodWords(reading.second),
              })}
            </span>
          </p>
        ) : null}
        {mayWrite && row.value !== '' ? (
          <a
            href={toReason}
            className="tap no-print"
            aria-label={t(reason ? 'arbitration.lens.changeReasonOf' : 'arbitration.lens.giveReasonOf', { what })}
          >
            {t(reason ? 'arbitration.lens.changeReason' : 'arbitration.lens.giveReason')}
          </a>
        ) : null}
      </td>
    </tr>
  )
}

type AmountProps = {
  of: string | null
  years: readonly number[]
  period: string
  row: LensRow
  lens: Lens
  organisationKey: string
}

// An amount leads to its lines: of all the years that are counted in its period.
function Amount({ of, years, period, row, lens, organisationKey }: AmountProps) {
  const { t } = useSite()
  const { euros } = useFigures()
  const nameOf = useValueName()
  if (of === null)
    return (
      <td className="num" data-label={period}>
        <span className="source">{t('arbitration.lens.noLine')}</span>
      </td>
    )
  const what = nameOf(lens.reading.dimension, row.value, lens.names)
  return (
    <td className="num" data-label={period}>
      <LinesOf
        {...{ lens, years, organisationKey }}
        value={row.value}
        spoken={`${euros(of)}, ${t('arbitration.lens.linesOf', { year: period, what })}`}
      >
        {euros(of)}
      </LinesOf>
    </td>
  )
}

type LinesOfProps = {
  lens: Lens
  years: readonly number[]
  organisationKey: string
  value?: string
  spoken?: string
  children: string
}

function LinesOf({ lens, years, organisationKey, value, spoken, children }: LinesOfProps) {
  const { locale } = useSite()
  const query = linesOfLens(lens.reading, years, value ?? null)
  return (
    <a href={workspacePath('budgetLines', locale, { key: organisationKey }, query)} aria-label={spoken}>
      {children}
    </a>
  )
}
