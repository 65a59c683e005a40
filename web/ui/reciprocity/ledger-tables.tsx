import type { LedgerEntry, PracticeTransfer } from '../../../features/partnerships/reciprocity.ts'
import type { TiePartyHead } from '../../../features/partnerships/tie-head.server.ts'
import { Deed } from '../form/deed.tsx'
import { useSite } from '../site.ts'
import { useMeasured } from './words.ts'

type TableProps = {
  parties: readonly TiePartyHead[]
  /** The side that may take its own lines off; null for who only reads. */
  removableOf: string | null
}

const nameIn = (parties: readonly TiePartyHead[], id: string) => parties.find((party) => party.id === id)?.name ?? ''

/** What each side wrote that it gave, the latest year first. */
export function EntryTable({ entries, parties, removableOf }: TableProps & { entries: readonly LedgerEntry[] }) {
  const { t, day } = useSite()
  const measured = useMeasured()
  return (
    <table className="scan stack mt-4">
      <caption className="sr-only">{t('reciprocity.page.entries')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('reciprocity.page.what')}</th>
          <th scope="col">{t('reciprocity.page.who')}</th>
          <th scope="col" className="num">
            {t('reciprocity.page.year')}
          </th>
          <th scope="col" className="num">
            {t('reciprocity.page.howMuch')}
          </th>
          <th scope="col">{t('reciprocity.page.written')}</th>
          <th scope="col">
            <span className="sr-only">{t('reciprocity.page.deed')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <th scope="row">
              {entry.note} <span className="source block">{t(`reciprocity.kind.${entry.kind}`)}</span>
            </th>
            <td>{nameIn(parties, entry.organisationId)}</td>
            <td className="num">{entry.year}</td>
            <td className="num word">{measured(entry.kind, entry.value, entry.currency)}</td>
            <td>{t('reciprocity.page.writtenOn', { day: day(entry.createdAt) })}</td>
            <td className="act">
              {entry.organisationId === removableOf ? (
                <Deed
                  intent="removeEntry"
                  of={{ entry: entry.id }}
                  label={t('reciprocity.page.remove')}
                  spoken={t('reciprocity.page.removeSpoken', { what: entry.note })}
                />
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What each side says it learned, from whom, and how far it has come with it. */
export function TransferTable({
  transfers,
  parties,
  removableOf,
}: TableProps & { transfers: readonly PracticeTransfer[] }) {
  const { t, day } = useSite()
  return (
    <ul className="threads mt-4">
      {transfers.map((transfer) => (
        <li key={transfer.id} className="py-3">
          <p>
            <b>{transfer.what}</b>
          </p>
          <p>
            {t('reciprocity.transfer.sentence', {
              name: nameIn(parties, transfer.organisationId),
              from: nameIn(parties, transfer.fromOrganisationId),
            })}{' '}
            –{' '}
            {t('reciprocity.transfer.adopted', {
              stage: t(`reciprocity.stage.${transfer.stage}`),
              department: transfer.department || 'none',
              where: transfer.adoptedWhere || 'none',
              year: transfer.sinceYear === null ? 'none' : String(transfer.sinceYear),
            })}
          </p>
          <p className="source">{t('reciprocity.page.writtenOn', { day: day(transfer.createdAt) })}</p>
          {transfer.organisationId === removableOf ? (
            <Deed
              intent="removeTransfer"
              of={{ transfer: transfer.id }}
              label={t('reciprocity.page.remove')}
              spoken={t('reciprocity.page.removeSpoken', { what: transfer.what })}
            />
          ) : null}
        </li>
      ))}
    </ul>
  )
}
