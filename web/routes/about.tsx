import { PageHead } from '../ui/page-head.tsx'
import { Rich } from '../ui/rich.tsx'
import { useSite } from '../ui/site.ts'
import { Part, TextPage } from '../ui/text-page.tsx'

const parts = ['why', 'who', 'equal', 'free'] as const

/** What the product is, for whom, and its rules. */
export default function About() {
  const { t, pathTo } = useSite()
  return (
    <TextPage title={t('site.about.title')} lead={t('site.about.lead')}>
      <PageHead title={t('site.about.title')} description={t('site.about.description')} />
      {parts.map((part) => (
        <Part key={part} title={t(`site.about.${part}Title`)}>
          <p>
            <Rich text={t(`site.about.${part}`)} links={{ data: pathTo('data'), methods: pathTo('methods') }} />
          </p>
        </Part>
      ))}
    </TextPage>
  )
}
