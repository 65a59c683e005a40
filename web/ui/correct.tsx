import { Rich } from './rich.tsx'
import { useInstance, useSite } from './site.ts'

/** How to have what stands here corrected: the page that said it first, then whoever keeps this instance. */
export function Correct({ name }: { name: string }) {
  const { t, pathTo } = useSite()
  const contact = useInstance()?.contact
  return (
    <section aria-labelledby="correct" className="correct">
      <h2 id="correct">{t('site.correct.title')}</h2>
      <p className="measure mt-2">
        <Rich text={t('site.correct.how')} links={{ methods: pathTo('methods') }} />
      </p>
      {contact ? (
        <p className="measure mt-2">
          <Rich
            text={t('site.correct.write', { contact })}
            links={{ mail: `mailto:${contact}?subject=${encodeURIComponent(t('site.correct.subject', { name }))}` }}
          />
        </p>
      ) : null}
    </section>
  )
}
