import { listRetentionRules } from '../../features/accounts/retention.server.ts'
import { pageLoader, usePageData } from '../request.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Rich } from '../ui/rich.tsx'
import { useInstance, useSite } from '../ui/site.ts'
import { Part, TextPage } from '../ui/text-page.tsx'
import { workspacePath } from '../workspace/paths.ts'

/** The rules as the data has them: what the nightly job carries out. */
export const loader = pageLoader(async ({ ctx }) => ({ rules: await listRetentionRules(ctx) }))

/** What is kept of people, why, how long, and how to have it or have it erased. */
export default function Privacy() {
  const { t, locale } = useSite()
  const { rules } = usePageData<typeof loader>()
  const contact = useInstance()?.contact
  return (
    <TextPage title={t('admin.privacy.title')} lead={t('admin.privacy.lead')}>
      <PageHead title={t('admin.privacy.title')} description={t('admin.privacy.lead')} />
      <Part title={t('admin.privacy.rightsTitle')}>
        <p>
          <Rich text={t('admin.privacy.rights')} links={{ account: workspacePath('account', locale) }} />
        </p>
        {contact ? (
          <p>
            <Rich text={t('admin.privacy.write', { contact })} links={{ mail: `mailto:${contact}` }} />
          </p>
        ) : null}
        <p>{t('admin.privacy.never')}</p>
      </Part>
      <Part title={t('admin.privacy.rulesTitle')}>
        <dl>
          {rules.map((rule) => (
            <div key={rule.code} className="border-b border-line py-3">
              <dt className="font-[650]">{rule.purpose}</dt>
              <dd>{rule.data}.</dd>
              <dd className="source">
                {rule.months === null ? t('admin.privacy.asLong') : t('admin.privacy.months', { count: rule.months })} ·{' '}
                {rule.legalBasis}
              </dd>
            </div>
          ))}
        </dl>
      </Part>
    </TextPage>
  )
}
