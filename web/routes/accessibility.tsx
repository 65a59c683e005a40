import { PageHead } from '../ui/page-head.tsx'
import { Rich } from '../ui/rich.tsx'
import { useInstance, useSite } from '../ui/site.ts'
import { Part, TextPage } from '../ui/text-page.tsx'

const done = ['done1', 'done2', 'done3', 'done4'] as const

/** What is done so that everybody can read the site, and what is not yet. */
export default function Accessibility() {
  const { t } = useSite()
  const contact = useInstance()?.contact
  return (
    <TextPage title={t('site.accessibility.title')} lead={t('site.accessibility.lead')}>
      <PageHead title={t('site.accessibility.title')} description={t('site.accessibility.description')} />
      <Part title={t('site.accessibility.doneTitle')}>
        <ul>
          {done.map((one) => (
            <li key={one}>{t(`site.accessibility.${one}`)}</li>
          ))}
        </ul>
      </Part>
      <Part title={t('site.accessibility.leftTitle')}>
        <p>{t('site.accessibility.left')}</p>
      </Part>
      <Part title={t('site.accessibility.askTitle')}>
        <p>
          {contact ? (
            <Rich text={t('site.accessibility.ask', { contact })} links={{ mail: `mailto:${contact}` }} />
          ) : (
            t('site.accessibility.askNone')
          )}
        </p>
      </Part>
    </TextPage>
  )
}
