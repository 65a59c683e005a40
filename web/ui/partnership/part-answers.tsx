import type { Consent, PartState } from '../../../features/partnerships/consents.ts'
import type { TiePartyHead } from '../../../features/partnerships/tie-head.server.ts'
import { useSite } from '../site.ts'

type PartAnswersProps = {
  parts: readonly PartState[]
  parties: readonly Pick<TiePartyHead, 'id' | 'name'>[]
  consents: readonly Consent[]
}

/** Part by part: whether it is public, why, and what each party has answered. */
export function PartAnswers({ parts, parties, consents }: PartAnswersProps) {
  const { t, list, day } = useSite()
  const why = (part: PartState) =>
    part.public ? t('tie.publication.allYes') : t(`tie.publication.why.${part.why}`, { names: list(part.by) })
  return (
    <table className="scan stack mt-6">
      <caption className="sr-only">{t('tie.publication.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('tie.publication.partName')}</th>
          <th scope="col">{t('tie.publication.now')}</th>
          {parties.map((party) => (
            <th key={party.id} scope="col">
              {party.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {parts.map((state) => (
          <tr key={state.part}>
            <th scope="row">{t(`tie.publication.part.${state.part}`)}</th>
            <td>
              <b>{t(state.public ? 'tie.publication.isPublic' : 'tie.publication.notPublic')}</b>{' '}
              <span className="source">{why(state)}</span>
            </td>
            {parties.map((party) => {
              const given = consents.find((one) => one.part === state.part && one.organisationId === party.id)
              return (
                <td key={party.id} data-label={party.name}>
                  {given
                    ? t(given.answer === 'yes' ? 'tie.publication.saidYes' : 'tie.publication.saidNo', {
                        day: day(given.answeredAt),
                      })
                    : t('tie.publication.noAnswer')}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
