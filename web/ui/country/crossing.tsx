import type { TieCount } from '../../../features/atlas/panorama.server.ts'
import {
  type TieEvidence,
  type TieState,
  type TieType,
  tieEvidences,
  tieStates,
  tieTypes,
} from '../../../features/partnerships/schema.ts'
import { useSite } from '../site.ts'
import { TieGlyph } from '../tie-glyph.tsx'

type CrossingProps = { counts: readonly TieCount[]; code: string }
type Row = { key: string; type: TieType; state: TieState }

function present<T extends string>(
  all: readonly T[],
  counts: readonly TieCount[],
  field: 'type' | 'state' | 'evidence',
): T[] {
  return all.filter((value) => counts.some((count) => count[field] === value))
}

/** Ties by kind and state down, by evidence across: each number is the list it counts; nothing is summed across evidence. */
export function Crossing({ counts, code }: CrossingProps) {
  const { t, number, pathTo } = useSite()
  const evidences = present<TieEvidence>(tieEvidences, counts, 'evidence')
  const states = present<TieState>(tieStates, counts, 'state')
  const types = present<TieType>(tieTypes, counts, 'type')
  const rows: Row[] = types.flatMap((type) =>
    states
      .filter((state) => counts.some((count) => count.type === type && count.state === state))
      .map((state) => ({ key: `${type} ${state}`, type, state })),
  )
  const find = (row: Row, evidence: TieEvidence) =>
    counts.find((count) => count.type === row.type && count.state === row.state && count.evidence === evidence)?.ties ??
    0
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{t('site.country.figures')}</h2>
      <p className="source mt-1">{t('site.country.figuresWhat')}</p>
      <div className="overflow-x-auto">
        <table className="scan mt-3">
          <caption className="sr-only">{t('site.country.figures')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('site.country.typeAndState')}</th>
              {evidences.map((evidence) => (
                <th key={evidence} scope="col" className="num crossing-head">
                  <span className="inline-block first-letter:uppercase">{t(`atlas.evidence.${evidence}`)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  <TieGlyph state={row.state} evidence="thirdParty" className="tie-glyph ms-0" />
                  {t(`atlas.type.${row.type}`)}, {t(`atlas.state.${row.state}`)}
                </th>
                {evidences.map((evidence) => {
                  const n = find(row, evidence)
                  const query = `country=${code.toLowerCase()}&type=${row.type}&state=${row.state}&evidence=${evidence}`
                  return (
                    <td key={evidence} className="num">
                      {n > 0 ? <a href={`${pathTo('ties')}?${query}`}>{number(n)}</a> : null}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
