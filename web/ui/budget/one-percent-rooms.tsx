import type { OnePercent } from '../../../features/budgets/one-percent.server.ts'
import type { MeasuredRoom } from '../../../features/budgets/one-percent-rules.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useDay } from '../agreement/words.ts'
import { Deed } from '../form/deed.tsx'
import { useSite } from '../site.ts'
import { useFigures } from './lens-words.ts'
import { saidRate } from './one-percent-mechanisms.tsx'

type RoomsProps = { rooms: readonly MeasuredRoom[]; organisationKey: string; mayWrite: boolean }

/** Each holder and year: resources, ceiling, what was used and pooled, what is left, or by how much it is over. */
export function OnePercentRooms({ rooms, organisationKey, mayWrite }: RoomsProps) {
  const { t } = useSite()
  return (
    <section aria-labelledby="rooms" className="mt-10">
      <h2 id="rooms">{t('arbitration.onePercent.rooms')}</h2>
      {rooms.length === 0 ? (
        <p className="notice measure">{t('arbitration.onePercent.none')}</p>
      ) : (
        <div className="overflow-x-auto">
          <table className="scan stack mt-4">
            <caption className="sr-only">{t('arbitration.onePercent.rooms')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('arbitration.onePercent.holder')}</th>
                {(['resources', 'ceiling', 'used', 'pooled', 'unused', 'taken'] as const).map((name) => (
                  <th key={name} scope="col" className="num">
                    {t(`arbitration.onePercent.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rooms.map((room) => (
                <Room key={room.id} room={room} organisationKey={organisationKey} mayWrite={mayWrite} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rooms.some(({ over }) => over !== null) ? (
        <p className="source mt-2">{t('arbitration.onePercent.overNote')}</p>
      ) : null}
    </section>
  )
}

function Room({ room, organisationKey: key, mayWrite }: Omit<RoomsProps, 'rooms'> & { room: MeasuredRoom }) {
  const { t, locale } = useSite()
  const { euros, percent } = useFigures()
  const day = useDay()
  const what = `${room.holderName}, ${t(`arbitration.onePercent.mechanism.${room.mechanism}`)}, ${room.year}`
  const lines = workspacePath('budgetLines', locale, { key }, { year: String(room.year), onePercent: room.mechanism })
  return (
    <tr>
      <th scope="row">
        {room.holderName}
        <span className="source block">
          {t(`arbitration.onePercent.mechanism.${room.mechanism}`)}, {room.year}
        </span>
        {room.votedOn || room.source ? (
          <span className="source block">
            {[
              room.votedOn ? t('arbitration.onePercent.votedOn', { day: day(room.votedOn) }) : '',
              room.source ? t('arbitration.onePercent.sourceSaid', { source: room.source }) : '',
            ]
              .filter(Boolean)
              .join(' ; ')}
          </span>
        ) : null}
        <span className="source block">
          {t('arbitration.onePercent.ceilingSaid', { rate: saidRate(room.rate, locale) })}
        </span>
        {room.fromLines ? (
          <a href={lines} className="source block">
            {t('arbitration.onePercent.usedSaid', { lines: euros(room.fromLines) })}
          </a>
        ) : null}
        {room.usedByHand ? (
          <span className="source block">{t('arbitration.onePercent.usedHand', { hand: euros(room.usedByHand) })}</span>
        ) : null}
        {mayWrite ? (
          <span className="row-actions mt-2 no-print">
            <a
              href={`${workspacePath('onePercent', locale, { key }, { edit: room.id })}#form`}
              className="button quiet"
              aria-label={t('arbitration.onePercent.changeOf', { what })}
            >
              {t('arbitration.onePercent.change')}
            </a>
            <Deed
              intent="remove"
              of={{ id: room.id }}
              label={t('arbitration.onePercent.remove')}
              spoken={t('arbitration.onePercent.removeOf', { what })}
            />
          </span>
        ) : null}
      </th>
      <td className="num" data-label={t('arbitration.onePercent.resources')}>
        {euros(room.resources)}
      </td>
      <td className="num" data-label={t('arbitration.onePercent.ceiling')}>
        {euros(room.ceiling)}
      </td>
      <td className="num" data-label={t('arbitration.onePercent.used')}>
        {euros(room.used)}
      </td>
      <td className="num" data-label={t('arbitration.onePercent.pooled')}>
        {euros(room.pooled)}
      </td>
      <td className="num" data-label={t('arbitration.onePercent.unused')}>
        {room.unused === null ? (
          <b>{t('arbitration.onePercent.over', { amount: euros(room.over ?? '0.00') })}</b>
        ) : (
          euros(room.unused)
        )}
      </td>
      <td className="num" data-label={t('arbitration.onePercent.taken')}>
        {room.taken === null ? null : percent(room.taken)}
      </td>
    </tr>
  )
}

/** Lines under the 1 % that no holder can be given: said, never shared out by guesswork. */
export function OnePercentLoose({ of: { loose, rooms } }: { of: OnePercent }) {
  const { t } = useSite()
  const { euros } = useFigures()
  if (loose.length === 0) return null
  return (
    <ul className="notice measure">
      {loose.map(({ mechanism, year, amount }) => (
        <li key={`${mechanism} ${year}`}>
          {t('arbitration.onePercent.loose', {
            amount: euros(amount),
            mechanism: t(`arbitration.onePercent.mechanism.${mechanism}`).toLocaleLowerCase(),
            year: String(year),
            many: rooms.some((room) => room.mechanism === mechanism && room.year === year) ? 'yes' : 'no',
          })}
        </li>
      ))}
    </ul>
  )
}

/** What the agences de l’eau give, apart: it counts under no ceiling of the authority. */
export function WaterAgencies({ agencies }: Pick<OnePercent, 'agencies'>) {
  const { t } = useSite()
  const { euros } = useFigures()
  const columns = ['received', 'planned', 'spent'] as const
  return (
    <section aria-labelledby="agencies" className="mt-12">
      <h2 id="agencies">{t('arbitration.onePercent.agencies')}</h2>
      <p className="measure mt-2">{t('arbitration.onePercent.agenciesLead')}</p>
      {agencies.length === 0 ? (
        <p className="measure mt-2">{t('arbitration.onePercent.agenciesNone')}</p>
      ) : (
        <table className="scan stack mt-4">
          <caption className="sr-only">{t('arbitration.onePercent.agencies')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('arbitration.onePercent.year')}</th>
              {columns.map((name) => (
                <th key={name} scope="col" className="num">
                  {t(`arbitration.onePercent.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {agencies.map((one) => (
              <tr key={one.year}>
                <th scope="row">{one.year}</th>
                {columns.map((name) => (
                  <td key={name} className="num" data-label={t(`arbitration.onePercent.${name}`)}>
                    {one[name] === null ? null : euros(one[name])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
