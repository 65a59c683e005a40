import type { ReportedSetting } from '../../../platform/config-report.ts'
import { useInstance, useSite } from '../site.ts'

/** How the program understood each setting of its environment; what opens something is only said to be given. */
export function EnvironmentTable({ settings }: { settings: readonly ReportedSetting[] }) {
  const { t } = useSite()
  const value = useSettingValue()
  return (
    <table className="scan stack mt-4">
      <caption className="sr-only">{t('instance.settings.environment')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('instance.settings.variable')}</th>
          <th scope="col">{t('instance.settings.value')}</th>
          <th scope="col">{t('instance.settings.document')}</th>
        </tr>
      </thead>
      <tbody>
        {settings.map((setting) => (
          <tr key={setting.name}>
            <th scope="row">
              <code className="break-all">{setting.name}</code>
            </th>
            <td data-label={t('instance.settings.value')} className="wrap-anywhere">
              {value(setting)}
            </td>
            <td data-label={t('instance.settings.document')}>
              <code>{setting.document}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

// Where nothing is given, the program may have found its own answer since.
function useSettingValue(): (setting: ReportedSetting) => string {
  const { t } = useSite()
  const baseUrl = useInstance()?.baseUrl
  return ({ name, given, value, secret }) => {
    if (secret) return t(given ? 'instance.settings.isSet' : 'instance.settings.unset')
    const found = { BASE_URL: baseUrl, DATABASE_URL: t('instance.settings.ownDatabase') }[name]
    const shown = value ?? found
    if (!shown) return t('instance.settings.unset')
    return given ? shown : `${shown} – ${t('instance.settings.byDefault')}`
  }
}
