import type { TieRow } from '../../features/atlas/ties.server.ts'
import { dayOf, judgeTie } from '../../features/freshness/rules.ts'
import { FreshnessLevelWords } from './freshness/freshness-words.tsx'
import { useLabels, useSite } from './site.ts'
import { TieGlyph } from './tie-glyph.tsx'

type TieTableProps = {
  rows: readonly TieRow[]
  /** Said to those who cannot see the heading the table stands under. */
  caption: string
  /** On the page of an authority its own name goes without saying, and so does the state its ties stand under: its key. */
  seenFrom?: string
  /** On the page of a country its name goes without saying: its code. */
  within?: string
  /** Where the rows stand for several states, says each. */
  withState?: boolean
  /** Shows when a tie entered the atlas instead of when it began. */
  entered?: boolean
}

function Parties({ row, seenFrom, within }: { row: TieRow; seenFrom: string | undefined; within: string | undefined }) {
  const { pathTo, list } = useSite()
  const labels = useLabels()
  const others = seenFrom ? row.parties.filter((party) => party.key !== seenFrom) : row.parties.slice(1)
  const first = seenFrom ? null : row.parties[0]
  const countries = [...new Set(others.map((party) => party.country))]
    .filter((code) => code !== within)
    .map(labels.country)
  return (
    <>
      <a href={pathTo('tie', { id: row.id, names: row.parties.map((party) => party.name) })}>
        {first ? first.name : null}
        <TieGlyph state={row.state} evidence={row.evidence} className={first ? 'tie-glyph' : 'tie-glyph ms-0'} />
        {first ? <span className="sr-only"> – </span> : null}
        {list(others.map((party) => party.name))}
      </a>
      {countries.length > 0 ? <span className="text-slate">, {list(countries)}</span> : null}
    </>
  )
}

/** Ties one can scan: who with whom, of what kind, since when, in what state, and how surely. */
export function TieTable({ rows, caption, seenFrom, within, entered, withState = !seenFrom }: TieTableProps) {
  const { t, day } = useSite()
  const today = dayOf(new Date())
  const since = entered ? t('site.ties.entered') : t('site.ties.since')
  return (
    <table className="scan stack">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{seenFrom ? t('site.ties.partner') : t('site.ties.parties')}</th>
          <th scope="col">{t('site.ties.type')}</th>
          <th scope="col" className={entered ? '' : 'num'}>
            {since}
          </th>
          {withState ? <th scope="col">{t('site.ties.state')}</th> : null}
          <th scope="col">{t('site.ties.evidence')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <Parties row={row} seenFrom={seenFrom} within={within} />
            </th>
            <td>{t(`atlas.type.${row.type}`)}</td>
            {entered ? (
              <td data-label={since}>{day(row.createdAt)}</td>
            ) : (
              <td className="num" data-label={since}>
                {row.sinceYear}
              </td>
            )}
            {withState ? <td className="word">{t(`atlas.state.${row.state}`)}</td> : null}
            <td>
              {t(`atlas.evidence.${row.evidence}`)}
              {row.attestedYear ? <span className="text-slate">{` (${row.attestedYear})`}</span> : null}
              <span className="source block">
                <FreshnessLevelWords level={judgeTie(row, today).level} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
