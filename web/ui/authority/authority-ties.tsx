import type { TieRow } from '../../../features/atlas/ties.server.ts'
import type { OrganisationDetail } from '../../../features/organisations/queries.server.ts'
import { tieEvidences, tieStates } from '../../../features/partnerships/schema.ts'
import { exampleAuthority } from '../../examples.ts'
import { Rich } from '../rich.tsx'
import { useSite } from '../site.ts'
import { TieTable } from '../tie-table.tsx'

type AuthorityTiesProps = { organisation: OrganisationDetail; ties: readonly TieRow[] }

const bySurenessThenAge = (a: TieRow, b: TieRow) =>
  tieEvidences.indexOf(a.evidence) - tieEvidences.indexOf(b.evidence) ||
  (a.sinceYear ?? 9999) - (b.sinceYear ?? 9999) ||
  a.id.localeCompare(b.id)

function NoTie({ organisation }: Pick<AuthorityTiesProps, 'organisation'>) {
  const { t, pathTo } = useSite()
  return (
    <div className="prose measure">
      <p>{t('site.authority.noTie')}</p>
      <p>
        <Rich
          text={t('site.authority.noTieNext')}
          links={{ methods: `${pathTo('methods')}#corriger`, example: pathTo('authority', exampleAuthority) }}
        />
      </p>
      {organisation.status === 'toBeConfirmed' ? <p>{t('site.authority.statusWhy.toBeConfirmed')}</p> : null}
    </div>
  )
}

/** The ties of an authority, by state, then by evidence and age. */
export function AuthorityTies({ organisation, ties }: AuthorityTiesProps) {
  const { t } = useSite()
  return (
    <section aria-labelledby="ties">
      <h2 id="ties">{t('site.authority.ties')}</h2>
      {ties.length === 0 ? <NoTie organisation={organisation} /> : null}
      {tieStates.map((state) => {
        const rows = ties.filter((tie) => tie.state === state).sort(bySurenessThenAge)
        if (rows.length === 0) return null
        const title = t(`site.authority.state.${state}`, { n: rows.length })
        return (
          <section key={state} className="mt-6">
            <h3>{title}</h3>
            <TieTable rows={rows} caption={title} seenFrom={organisation.key} />
          </section>
        )
      })}
    </section>
  )
}
