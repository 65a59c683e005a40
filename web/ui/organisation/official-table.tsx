import type { Official } from '../../../features/organisations/officials.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { Deed } from '../form/deed.tsx'
import { useSite } from '../site.ts'

type OfficialTableProps = {
  officials: readonly Official[]
  /** Whether the sheet they stand on is published. */
  published: boolean
  today: string
  mayWrite: boolean
  organisationKey: string
}

function seenBy({ isPublic, discreetSince, until }: Official, published: boolean, today: string) {
  if (discreetSince) return 'discreet'
  if (!isPublic) return 'members'
  if (until && until < today) return 'over'
  return published ? 'everybody' : 'whenPublished'
}

/** Persons by function, who sees each, and the button that hides one at once. */
export function OfficialTable({ officials, published, today, mayWrite, organisationKey: key }: OfficialTableProps) {
  const { t, locale } = useSite()
  return (
    <table className="scan stack mt-6">
      <caption className="sr-only">{t('profile.officials.list')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('profile.officials.name')}</th>
          <th scope="col">{t('profile.officials.function')}</th>
          <th scope="col">{t('profile.officials.kind')}</th>
          <th scope="col">{t('profile.officials.seen')}</th>
          {mayWrite ? (
            <th scope="col">
              <span className="sr-only">{t('profile.officials.change')}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {officials.map((official) => (
          <tr key={official.id}>
            <th scope="row">{official.name}</th>
            <td>{official.functionTitle}</td>
            <td>{t(`profile.officials.${official.kind}`)}</td>
            <td>{t(`profile.officials.${seenBy(official, published, today)}`)}</td>
            {mayWrite ? (
              <td className="act">
                <span className="row-actions">
                  <a
                    className="tap"
                    href={workspacePath('official', locale, { key, id: official.id })}
                    aria-label={t('profile.officials.changeOf', { name: official.name })}
                  >
                    {t('profile.officials.change')}
                  </a>
                  <Deed
                    intent={official.discreetSince ? 'lift' : 'hide'}
                    of={{ id: official.id }}
                    label={t(official.discreetSince ? 'profile.officials.lift' : 'profile.officials.hide')}
                    spoken={t(official.discreetSince ? 'profile.officials.liftOf' : 'profile.officials.hideOf', {
                      name: official.name,
                    })}
                  />
                </span>
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
