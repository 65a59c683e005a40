import { Publisher } from '../ui/instance/publisher.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Rich } from '../ui/rich.tsx'
import { useSite } from '../ui/site.ts'
import { Part, TextPage } from '../ui/text-page.tsx'

const parts = ['cookies', 'persons', 'licences'] as const

/** Who publishes, under which licences, and what is kept of visitors: nothing. */
export default function Legal() {
  const { t, pathTo } = useSite()
  return (
    <TextPage title={t('site.legal.title')} lead={t('site.legal.description')}>
      <PageHead title={t('site.legal.title')} description={t('site.legal.description')} />
      <Part title={t('site.legal.publisherTitle')}>
        <Publisher />
      </Part>
      {parts.map((part) => (
        <Part key={part} title={t(`site.legal.${part}Title`)}>
          <p>
            <Rich text={t(`site.legal.${part}`)} links={{ data: pathTo('data') }} />
          </p>
        </Part>
      ))}
    </TextPage>
  )
}
