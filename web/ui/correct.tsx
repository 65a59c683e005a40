import { correctPath, type RecordKind } from '../workspace/freshness-links.ts'
import { workspacePath } from '../workspace/paths.ts'
import { Rich } from './rich.tsx'
import { useSite } from './site.ts'

/** How to have what stands here corrected, without an account; how to look after it oneself; why a tie is not here. */
export function Correct({ record }: { record: { kind: RecordKind; key: string } | null }) {
  const { t, locale } = useSite()
  const links = {
    ...(record ? { correct: correctPath(locale, record.kind, record.key) } : {}),
    join: workspacePath('workspace', locale),
    missing: workspacePath('whyNotHere', locale),
  }
  return (
    <section aria-labelledby="correct" className="correct">
      <h2 id="correct">{t('freshness.section.title')}</h2>
      <p className="measure mt-2">
        <Rich text={t(record ? 'freshness.section.text' : 'freshness.section.list')} links={links} />
      </p>
    </section>
  )
}
