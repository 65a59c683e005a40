import type { RatioBasis, Ratios as RatiosOf } from '../../../features/budgets/figure-rules.ts'
import type { Peers } from '../../../features/budgets/whole-budget.server.ts'
import { useSite } from '../site.ts'
import { useEuros } from './use-euros.ts'
import { WideTable } from './wide-table.tsx'

type RatiosProps = {
  year: number
  basis: RatioBasis & { populationYear: number | null }
  ratios: RatiosOf
  peers: Peers | null
}

/** Share of the whole budget and euros per inhabitant, gross and net, beside their totals; what is missing says how to bring it. */
export function Ratios({ year, basis, ratios, peers }: RatiosProps) {
  const { t, number } = useSite()
  const { euros, percent } = useEuros()
  const rows = [
    { name: t('budget.ratio.gross'), share: ratios.shareGross, head: ratios.perHeadGross },
    { name: t('budget.ratio.net'), share: ratios.shareNet, head: ratios.perHeadNet },
  ]
  return (
    <>
      <WideTable label={t('budget.ratio.caption', { year: String(year) })}>
        <table className="scan">
          <caption className="sr-only">{t('budget.ratio.caption', { year: String(year) })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('budget.ratio.what')}</th>
              <th scope="col" className="num">
                {t('budget.ratio.share')}
              </th>
              <th scope="col" className="num">
                {t('budget.ratio.perHead')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, share, head }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="num">{percent(share)}</td>
                <td className="num">{euros(head)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      <ul className="source measure mt-2">
        <li>{t('budget.ratio.basis', { expenditure: euros(basis.expenditure), receipts: euros(basis.receipts) })}</li>
        <li>
          {basis.total === null
            ? t('budget.ratio.noTotal', { year: String(year) })
            : t('budget.ratio.total', { year: String(year), total: euros(basis.total) })}
        </li>
        <li>
          {basis.population === null
            ? t('budget.ratio.noPopulation')
            : t('budget.ratio.population', {
                population: number(basis.population),
                year: String(basis.populationYear ?? ''),
              })}
        </li>
      </ul>
      {peers ? <Compared peers={peers} ratios={ratios} /> : null}
    </>
  )
}

function Compared({ peers, ratios }: { peers: Peers; ratios: RatiosOf }) {
  const { t, number } = useSite()
  const { euros, percent } = useEuros()
  const band =
    peers.band.below === null
      ? t('budget.peers.from', { from: number(peers.band.from) })
      : t('budget.peers.between', { from: number(peers.band.from), below: number(peers.band.below) })
  const rows = [
    { name: t('budget.peers.perHeadGross'), own: euros(ratios.perHeadGross), range: peers.perHeadGross, write: euros },
    { name: t('budget.peers.perHeadNet'), own: euros(ratios.perHeadNet), range: peers.perHeadNet, write: euros },
    { name: t('budget.peers.shareGross'), own: percent(ratios.shareGross), range: peers.shareGross, write: percent },
  ]
  if (rows.every(({ range }) => range === null))
    return <p className="measure mt-4">{t('budget.peers.tooFew', { band })}</p>
  return (
    <WideTable label={t('budget.peers.caption', { n: peers.count, band })}>
      <table className="scan">
        <caption>{t('budget.peers.caption', { n: peers.count, band })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('budget.ratio.what')}</th>
            {(['own', 'min', 'median', 'max', 'count'] as const).map((word) => (
              <th key={word} scope="col" className="num">
                {t(`budget.peers.${word}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, own, range, write }) =>
            range ? (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="num">{own}</td>
                <td className="num">{write(range.min)}</td>
                <td className="num">{write(range.median)}</td>
                <td className="num">{write(range.max)}</td>
                <td className="num">{number(range.count)}</td>
              </tr>
            ) : null,
          )}
        </tbody>
      </table>
    </WideTable>
  )
}
