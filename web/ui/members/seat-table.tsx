import type { MemberRow } from '../../../features/accounts/members.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'

type SeatTableProps = {
  caption: string
  seats: readonly MemberRow[]
  personId: string
  organisationKey: string
  mayChange: (seat: MemberRow) => boolean
}

/** Seats one can scan: who, in which role, doing what, since when. */
export function SeatTable({ caption, seats, personId, organisationKey, mayChange }: SeatTableProps) {
  const { t, locale, day, list } = useSite()
  const nameOf = (seat: MemberRow) => seat.name || seat.email || t('members.noName')
  return (
    <section className="mt-8">
      <h2>{caption}</h2>
      <table className="scan stack mt-2">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('members.column.name')}</th>
            <th scope="col">{t('members.column.role')}</th>
            <th scope="col">{t('members.column.function')}</th>
            <th scope="col">{t('members.column.since')}</th>
            <th scope="col">
              <span className="sr-only">{t('members.change')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {seats.map((seat) => (
            <tr key={seat.id}>
              <th scope="row">
                {nameOf(seat)} {seat.personId === personId ? t('members.you') : null}
                {seat.email && seat.name ? <span className="source block">{seat.email}</span> : null}
                {seat.tie ? <span className="source block">{list(seat.tie)}</span> : null}
              </th>
              <td>{t(`members.role.${seat.role}`)}</td>
              <td>{seat.functionTitle}</td>
              <td data-label={t('members.column.since')}>
                {day(seat.createdAt)}
                {seat.endedAt ? ` – ${day(seat.endedAt)}` : null}
              </td>
              <td className="act">
                {!seat.endedAt && mayChange(seat) ? (
                  <a
                    className="tap"
                    href={workspacePath('seat', locale, { key: organisationKey, id: seat.id })}
                    aria-label={t('members.changeOf', { name: nameOf(seat) })}
                  >
                    {t('members.change')}
                  </a>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
