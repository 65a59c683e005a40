import type { TieContent } from '../../../features/partnerships/public-content.server.ts'
import { useSite } from '../site.ts'

/** The history of a tie in dated steps, then what each side has learned from the other. */
export function PublicStory({ content }: { content: TieContent }) {
  const { t, day } = useSite()
  const steps = content.presentation?.steps ?? []
  const transfers = content.presentation?.transfers ?? []
  return (
    <>
      {steps.length > 0 ? (
        <section aria-labelledby="story">
          <h2 id="story">{t('tie.public.story')}</h2>
          <ol className="threads mt-3">
            {steps.map((step) => (
              <li key={`${step.party} ${step.year} ${step.body}`}>
                <p>
                  <b>{step.onDate ? day(step.onDate) : step.year}</b> – <span lang={step.locale}>{step.body}</span>
                </p>
                <p className="source">
                  {t('tie.public.toldBy', { name: step.name })}
                  {step.source ? ` · ${t('tie.steps.from', { source: step.source })}` : null}
                </p>
              </li>
            ))}
          </ol>
        </section>
      ) : null}
      {transfers.length > 0 ? (
        <section aria-labelledby="learned">
          <h2 id="learned">{t('tie.public.learned')}</h2>
          <ul className="threads mt-3">
            {transfers.map((transfer) => (
              <li key={`${transfer.party} ${transfer.what}`}>
                <p>
                  {t('tie.public.learnedFrom', { name: transfer.name, from: transfer.fromName, what: transfer.what })}
                </p>
                <p className="source">
                  {t(`tie.public.stage.${transfer.stage}`)}
                  {transfer.adoptedWhere ? ` · ${transfer.adoptedWhere}` : null}
                  {transfer.sinceYear === null ? null : ` · ${transfer.sinceYear}`}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}
