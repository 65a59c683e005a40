import '../../styles/word.css'
import { type Changes, fieldSetOf } from '../../../features/partnerships/proposal-fields.ts'
import type { Proposal } from '../../../features/partnerships/proposal-list.server.ts'
import { useSite } from '../site.ts'
import { useFieldName, useValueWords } from './value-words.ts'

type ChangesProps = { proposal: Pick<Proposal, 'subject' | 'commitmentId' | 'placed'> & { changes: Changes } }

/** Field by field, what stands today and what would stand, side by side. */
export function ChangeList({ proposal }: ChangesProps) {
  const { changes, placed } = proposal
  const { t } = useSite()
  const nameOf = useFieldName()
  const words = useValueWords()
  const said = (field: string, value: unknown) =>
    words(fieldSetOf(proposal), field, value, placed) ?? t('word.proposals.nothing')
  return (
    <ul className="word-changes">
      {Object.entries(changes).map(([field, { from, to }]) => (
        <li key={field}>
          <b>{nameOf(field, placed)}</b>
          <div className="word-sides">
            <p className="word-side was">
              <span className="source block">{t('word.proposals.from')}</span>
              <span className="word-said">{said(field, from)}</span>
            </p>
            <p className="word-side">
              <span className="source block">{t('word.proposals.to')}</span>
              <span className="word-said font-[650]">{said(field, to)}</span>
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}
