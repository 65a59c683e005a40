import '../styles/budget.css'
import { budgetLicence } from '../../features/budgets/export.ts'
import { licenceName } from '../../features/opendata/licences.ts'
import { loadPublicBudget } from '../budget-public.server.ts'
import { pageLoader, usePageData } from '../request.ts'
import { Chart } from '../ui/budget/chart.tsx'
import { PublicChanges, PublicPartTable, PublicYears, publicParts } from '../ui/budget/public-tables.tsx'
import { Ratios } from '../ui/budget/ratios.tsx'
import { useEuros } from '../ui/budget/use-euros.ts'
import { WideTable } from '../ui/budget/wide-table.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useSite } from '../ui/site.ts'

/** The budget an authority lets everybody read. */
export const loader = pageLoader((page, { key = '', slug }) => loadPublicBudget(page, key, slug))

/** The international action of an authority in figures: what, whose money, how much of its budget, since when. */
export default function AuthorityBudget() {
  const { t, locale, pathTo, day } = useSite()
  const { euros } = useEuros()
  const { organisation, years, parts, latest, basis, ratios, peers, finding, drawing } = usePageData<typeof loader>()
  const title = t('budget.title.fact', {
    name: organisation.name,
    year: String(latest.year),
    measure: latest.stage,
    expenditure: euros(latest.expenditure),
    net: euros(latest.net),
  })
  const account = latest.source.map(({ label, stage, decidedOn }) =>
    [t(`budget.stage.${stage}`), label, decidedOn ? day(decidedOn) : ''].filter(Boolean).join(', '),
  )
  const source = account.length > 0 ? account.join(' ; ') : t('budget.source.hand')
  const changes = parts.filter(({ dimension }) => dimension === 'change')
  return (
    <>
      <PageHead title={title} description={t('budget.public.description', { name: organisation.name })} />
      <div className="page-top">
        <p className="source">
          <a href={pathTo('authority', organisation)} className="tap">
            {organisation.name}
          </a>
        </p>
        <h1>{title}</h1>
        <p className="source mt-3">
          {t('budget.public.source', { source, lines: latest.lines, day: day(latest.asOf), name: organisation.name })}
        </p>
      </div>
      <div className="budget-parts">
        <section aria-labelledby="ratios">
          <h2 id="ratios">{t('budget.ratio.title')}</h2>
          <Ratios year={latest.year} basis={basis} ratios={ratios} peers={peers} />
        </section>
        <section aria-labelledby="years">
          <h2 id="years">{t('budget.evolution.heading')}</h2>
          {drawing ? (
            <Chart
              drawing={drawing}
              title={finding}
              source={t('budget.chart.source', { measure: t(`budget.measure.${latest.stage}`), account: source })}
            >
              <PublicYears years={years} />
            </Chart>
          ) : (
            <WideTable label={t('budget.public.years')}>
              <PublicYears years={years} />
            </WideTable>
          )}
        </section>
        <section aria-labelledby="parts">
          <h2 id="parts">{t('budget.public.parts', { year: String(latest.year) })}</h2>
          <div className="budget-parts">
            {publicParts(parts, years).map((part) => (
              <PublicPartTable key={part.dimension} {...part} />
            ))}
          </div>
        </section>
        {changes.length > 0 ? (
          <section aria-labelledby="changes">
            <h2 id="changes">{t('budget.public.changes')}</h2>
            <PublicChanges changes={changes} />
          </section>
        ) : null}
        <section aria-labelledby="files" className="no-print">
          <h2 id="files">{t('budget.public.files')}</h2>
          <p className="measure">{t('budget.public.filesLead', { licence: licenceName(t, budgetLicence) })}</p>
          <p className="mt-2 flex flex-wrap gap-x-6">
            <a href={`/data/budgets.csv?lang=${locale}`} className="tap">
              {t('budget.public.file.years')}
            </a>
            <a href={`/data/budget-parts.csv?lang=${locale}`} className="tap">
              {t('budget.public.file.parts')}
            </a>
            <a href={`/api/v1/budgets/${organisation.key}`} className="tap">
              {t('budget.public.file.json', { name: organisation.name })}
            </a>
          </p>
        </section>
        <section aria-labelledby="method">
          <h2 id="method">{t('budget.public.method')}</h2>
          <ul className="prose measure list-disc ps-5">
            {(['what', 'net', 'apart', 'undetailed', 'peers'] as const).map((one) => (
              <li key={one}>{t(`budget.public.methods.${one}`)}</li>
            ))}
          </ul>
        </section>
      </div>
    </>
  )
}
