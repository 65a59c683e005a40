import { apiGuide } from '../../features/opendata/api-guide.ts'
import { pageLoader, usePageData } from '../request.ts'
import { GuideObjects } from '../ui/api/guide-objects.tsx'
import { GuideOperations } from '../ui/api/guide-operations.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useSite } from '../ui/site.ts'
import { Part, TextPage } from '../ui/text-page.tsx'

/** The readable guide, made from the API's own description. */
export const loader = pageLoader(async ({ ctx, apiDocument }) => {
  const document = apiDocument?.(ctx.locale) ?? null
  return { guide: document && apiGuide(document, ctx.locale) }
})

const rules = ['rule1', 'rule2', 'rule3'] as const
const questions = [
  ['try1', '/api/v1/partnerships?country=sn'],
  ['try2', '/api/v1/organisations/c73065'],
  ['try3', '/api/v1/countries'],
] as const

/** How to query the atlas by program: first questions, rules, then every operation and object. */
export default function Api() {
  const { guide } = usePageData<typeof loader>()
  const { t } = useSite()
  return (
    <TextPage title={t('site.api.title')} lead={t('site.api.lead')}>
      <PageHead title={t('site.api.title')} description={t('site.api.description')} />
      <Part title={t('site.api.tryTitle')}>
        <ul>
          {questions.map(([name, address]) => (
            <li key={name}>
              <a href={address}>{t(`site.api.${name}`)}</a> <code className="source">{address}</code>
            </li>
          ))}
        </ul>
        <p>
          <a href="/api/v1/openapi.json">{t('site.api.docs')}</a>
        </p>
      </Part>
      <Part title={t('site.api.rulesTitle')}>
        <ul>
          {rules.map((rule) => (
            <li key={rule}>{t(`site.api.${rule}`)}</li>
          ))}
        </ul>
      </Part>
      {guide ? <GuideOperations guide={guide} /> : null}
      {guide ? <GuideObjects guide={guide} /> : null}
    </TextPage>
  )
}
