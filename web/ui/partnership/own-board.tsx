import '../../styles/tie.css'
import type { OwnListTie } from '../../../features/partnerships/own-list.ts'
import { tieStates } from '../../../features/partnerships/schema.ts'
import { useSite } from '../site.ts'
import { TieName } from './tie-name.tsx'

/** The ties state by state, side by side; suspended is not ended, and is counted apart. */
export function OwnBoard({ ties, organisationKey }: { ties: readonly OwnListTie[]; organisationKey: string }) {
  const { t } = useSite()
  return (
    <div className="tie-board">
      {tieStates.map((state) => {
        const own = ties.filter((tie) => tie.state === state)
        return (
          <section key={state} aria-labelledby={`board-${state}`}>
            <h2 id={`board-${state}`}>{t(`tie.list.board.${state}`, { n: own.length })}</h2>
            <ul className="threads mt-2">
              {own.map((tie) => (
                <li key={tie.id}>
                  <TieName tie={tie} organisationKey={organisationKey} />
                  <span className="source block">
                    {t(`atlas.type.${tie.type}`)}
                    {tie.hands === 'nobody' ? null : ` · ${t(`tie.list.hands.${tie.hands}`)}`}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
