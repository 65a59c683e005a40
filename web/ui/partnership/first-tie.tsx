import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'

/** What is said where an organisation has no tie yet: what a tie is, by an example, and how to begin. */
export function FirstTie({ organisation }: { organisation: { key: string; role: string; kind: string } }) {
  const { t, locale } = useSite()
  const { key, role, kind } = organisation
  return (
    <div className="measure mt-6">
      <p>{t('tie.list.emptyLead')}</p>
      <p className="mt-3">{t('tie.list.emptyExample')}</p>
      {role === 'reader' || kind !== 'localAuthority' ? null : (
        <p className="mt-3">
          <a href={workspacePath('spreadsheet', locale, { key })}>{t('tie.list.emptyUpload')}</a>
        </p>
      )}
    </div>
  )
}
