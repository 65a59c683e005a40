import type { TieHead } from '../../../features/partnerships/tie-head.server.ts'
import type { TieRecord } from '../../../features/partnerships/tie-record.server.ts'
import { type WorkspacePageId, workspacePath } from '../../workspace/paths.ts'
import { Deed } from '../form/deed.tsx'
import { useSite } from '../site.ts'

type MissingProps = {
  tie: TieHead
  missing: TieRecord['missing']
  params: { key: string; tie: string }
  mayConfirm: boolean
}

const pages = { ourText: 'tieTexts', steps: 'tieHistory', publication: 'tiePublication' } as const satisfies Record<
  string,
  WorkspacePageId
>

/** What would complete the record from our side, and an invitation to take up what so far only lists speak of. */
export function MissingOfTie({ tie, missing, params, mayConfirm }: MissingProps) {
  const { t, locale } = useSite()
  if (missing.length === 0) return null
  const links = missing.filter((one) => one !== 'state')
  return (
    <section aria-labelledby="missing" className="mt-6">
      <h2 id="missing">{t(tie.takenUpAt ? 'tie.overview.missing' : 'tie.overview.takeUp')}</h2>
      {tie.takenUpAt ? null : <p className="measure mt-2">{t('tie.overview.takeUpLead')}</p>}
      <ul className="mt-2">
        {links.map((one) => (
          <li key={one}>
            <a href={workspacePath(pages[one], locale, params)} className="tap">
              {t(`tie.overview.missingOf.${one}`)}
            </a>
          </li>
        ))}
      </ul>
      {missing.includes('state') && mayConfirm ? (
        <div className="mt-3">
          <p className="measure">{t('tie.overview.noState')}</p>
          <Deed intent="confirm" label={t('tie.overview.confirm')} />
        </div>
      ) : null}
    </section>
  )
}
