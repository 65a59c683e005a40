import type { SharedRecord } from '../../../features/partnerships/own-visibility.server.ts'
import { Deed } from '../form/deed.tsx'
import { useSite } from '../site.ts'

type SharedRecordsProps = {
  kind: 'Tie' | 'Mention'
  title: string
  records: readonly SharedRecord[]
  mayWrite: boolean
}

/** Records an organisation shares with others: who sees each, and what it may ask. */
export function SharedRecords({ kind, title, records, mayWrite }: SharedRecordsProps) {
  const { t, list } = useSite()
  if (records.length === 0) return null
  return (
    <section aria-labelledby={kind} className="mt-10">
      <h2 id={kind}>{title}</h2>
      <ul className="threads mt-3">
        {records.map((record) => {
          const name = record.text || list(record.names) || t('profile.visibility.partner')
          const { hiddenByUs, hiddenByOthers } = record
          return (
            <li key={record.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
              <span>
                {record.year ? <b className="tabular-nums">{record.year} </b> : null}
                {name}
                <span className="source block">
                  {hiddenByUs ? t('profile.visibility.byUs') : null}
                  {hiddenByUs && hiddenByOthers ? ' · ' : null}
                  {hiddenByOthers ? t('profile.visibility.byOthers') : null}
                  {hiddenByUs || hiddenByOthers ? null : t('profile.visibility.isPublic')}
                </span>
              </span>
              {mayWrite ? (
                <Deed
                  intent={`${hiddenByUs ? 'lift' : 'hide'}${kind}`}
                  of={{ id: record.id }}
                  label={t(hiddenByUs ? 'profile.visibility.lift' : 'profile.visibility.hide')}
                  spoken={t(hiddenByUs ? 'profile.visibility.liftOf' : 'profile.visibility.hideOf', { name })}
                />
              ) : null}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
