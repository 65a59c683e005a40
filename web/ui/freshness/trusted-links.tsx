import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'

/** What those who are trusted look after: requests to act, doubles, corrections of records of nobody yet, and campaigns. */
export function TrustedLinks() {
  const { t, locale } = useSite()
  return (
    <ul className="mt-6">
      <li>
        <a href={workspacePath('claims', locale)} className="tap">
          {t('joining.decide.title')}
        </a>
      </li>
      <li>
        <a href={workspacePath('merges', locale)} className="tap">
          {t('joining.merge.title')}
        </a>
      </li>
      <li>
        <a href={workspacePath('openCorrections', locale)} className="tap">
          {t('freshness.decide.openTitle')}
        </a>
      </li>
      <li>
        <a href={workspacePath('campaigns', locale)} className="tap">
          {t('freshness.campaign.title')}
        </a>
      </li>
    </ul>
  )
}
