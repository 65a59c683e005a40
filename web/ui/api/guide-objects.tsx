import type { ApiGuide } from '../../../features/opendata/api-guide.ts'
import { useSite } from '../site.ts'
import { Part } from '../text-page.tsx'

/** The objects the API gives, field by field. */
export function GuideObjects({ guide }: { guide: ApiGuide }) {
  const { t } = useSite()
  return (
    <Part title={t('api.guide.objects')}>
      {guide.objects.map((object) => (
        <details key={object.name} id={`object-${object.name}`}>
          <summary>{object.name}</summary>
          {object.description ? <p>{object.description}</p> : null}
          <table className="scan stack mt-2">
            <caption className="sr-only">{object.name}</caption>
            <thead>
              <tr>
                <th scope="col">{t('api.guide.field')}</th>
                <th scope="col">{t('api.guide.type')}</th>
                <th scope="col">{t('api.guide.meaning')}</th>
              </tr>
            </thead>
            <tbody>
              {object.fields.map((field) => (
                <tr key={field.name}>
                  <th scope="row">
                    <code>{field.name}</code>
                  </th>
                  <td>
                    <code>{field.type}</code>
                  </td>
                  <td>{field.description}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      ))}
    </Part>
  )
}
