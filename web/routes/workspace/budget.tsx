import '../../styles/budget.css'
import { figureDimensions } from '../../../features/budgets/figure-rules.ts'
import { formatFigureView } from '../../../features/budgets/figure-view.ts'
import { usePageData } from '../../request.ts'
import { BudgetNav } from '../../ui/budget/budget-nav.tsx'
import { Chart } from '../../ui/budget/chart.tsx'
import { PartsTable, YearTable } from '../../ui/budget/figure-tables.tsx'
import { KeyFigures } from '../../ui/budget/key-figures.tsx'
import { StateYears, WayTable } from '../../ui/budget/money-way.tsx'
import { Ratios } from '../../ui/budget/ratios.tsx'
import { Sources } from '../../ui/budget/sources.tsx'
import { useEuros } from '../../ui/budget/use-euros.ts'
import { ViewChoices } from '../../ui/budget/view-choices.tsx'
import { WideTable } from '../../ui/budget/wide-table.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Rich } from '../../ui/rich.tsx'
import { useSite } from '../../ui/site.ts'
import { loadBudget } from '../../workspace/budget-page.server.ts'
import { workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** The consolidated budget of the international action of an organisation, as the address asks for it. */
export const loader = workspaceLoader('member', loadBudget)

/** The consolidated view: the home of the subject. */
export default function Budget() {
  const { t, locale } = useSite()
  const { euros } = useEuros()
  const page = usePageData<typeof loader>()
  const { organisation, view, shown, figures, known, others } = page
  const { key } = organisation
  if (!shown)
    return (
      <div className="py-10">
        <WorkTitle>{t('budget.title.none')}</WorkTitle>
        <BudgetNav organisationKey={key} current="budget" />
        <p className="measure">{t('budget.none.lead')}</p>
        <ol className="prose measure mt-4">
          {(['accounts', 'find', 'hand'] as const).map((step) => (
            <li key={step}>
              <Rich
                text={t(`budget.none.${step}`)}
                links={{
                  accounts: `${workspacePath('budget', locale, { key })}/${locale === 'fr' ? 'comptes' : 'accounts'}`,
                  find: workspacePath('budgetFind', locale, { key }),
                  hand: workspacePath('newBudgetLine', locale, { key }),
                }}
              />
            </li>
          ))}
        </ol>
      </div>
    )
  const { year, measure, drawings, findings, paths } = shown
  const source = t('budget.chart.source', {
    measure: t(`budget.measure.${measure}`),
    account: shown.whole?.documents[0]?.label ?? t('budget.source.hand'),
  })
  const query = formatFigureView({ ...view, year, measure })
  const file = (format: string) => `${workspacePath('budgetFile', locale, { key, format })}?${query}`
  const by = (one: (typeof figureDimensions)[number]) =>
    `${workspacePath('budget', locale, { key })}?${formatFigureView({ ...view, year, measure, by: one })}#parts`
  const apart = figures.cells.filter(
    (cell) => cell.dimension === 'all' && cell.valuation !== 'money' && cell.year === year,
  )
  const ways = {
    lines: `${workspacePath('budgetLines', locale, { key })}?year=${year}`,
    lens: workspacePath('budgetLens', locale, { key }),
  }
  const transfer = figures.transfers.find((one) => one.year === year)
  return (
    <div className="py-10">
      <WorkTitle>
        {t('budget.title.fact', {
          name: shown.isAlone ? organisation.name : t('budget.several.name', { name: organisation.name }),
          year: String(year),
          measure,
          expenditure: euros(shown.expenditure),
          net: euros(shown.net),
        })}
      </WorkTitle>
      <BudgetNav organisationKey={key} current="budget" />
      <ViewChoices
        organisationKey={key}
        view={view}
        at={{ year, measure }}
        known={known}
        others={others}
        names={shown.names}
      />
      {shown.isAlone ? null : (
        <p className="notice">
          {t('budget.several.eliminated', {
            expenditure: euros(transfer?.expenditure ?? '0.00'),
            receipts: euros(transfer?.receipts ?? '0.00'),
          })}
        </p>
      )}
      <div className="budget-parts">
        <section aria-labelledby="figures">
          <h2 id="figures">{t('budget.key.title', { year: String(year), measure: t(`budget.measure.${measure}`) })}</h2>
          {measure === 'voted' && figures.openedYears.includes(year) ? (
            <p className="source">{t('budget.opened')}</p>
          ) : null}
          <KeyFigures shown={shown} view={view} organisationKey={key} apart={apart} />
        </section>
        <section aria-labelledby="ratios">
          <h2 id="ratios">{t('budget.ratio.title')}</h2>
          {shown.ratios ? (
            <Ratios
              year={year}
              basis={{ ...shown.basis, expenditure: shown.expenditure, receipts: shown.receipts }}
              ratios={shown.ratios}
              peers={shown.peers}
            />
          ) : (
            <p className="measure">{t('budget.several.noRatio')}</p>
          )}
        </section>
        <section aria-labelledby="evolution-part">
          <h2 id="evolution-part">{t('budget.evolution.heading')}</h2>
          {drawings.evolution ? (
            <Chart drawing={drawings.evolution} title={findings.evolution} source={source}>
              <YearTable organisationKey={key} view={view} cells={figures.cells} openedYears={figures.openedYears} />
            </Chart>
          ) : (
            <WideTable label={t('budget.evolution.caption')}>
              <YearTable organisationKey={key} view={view} cells={figures.cells} openedYears={figures.openedYears} />
            </WideTable>
          )}
        </section>
        <section aria-labelledby="parts">
          <h2 id="parts">{findings.heading}</h2>
          <p className="no-print budget-choices">
            {figureDimensions.map((one) => (
              <a key={one} href={by(one)} className="tap" aria-current={one === view.by ? 'true' : undefined}>
                {t(`budget.by.${one}`)}
              </a>
            ))}
          </p>
          {shown.isPartsUnsaid ? (
            <p className="measure">
              <Rich text={t('budget.parts.unsaid', { year: String(year) })} links={ways} />
            </p>
          ) : null}
          {drawings.parts ? (
            <Chart drawing={drawings.parts} title={findings.parts} source={source}>
              <PartsTable
                organisationKey={key}
                view={view}
                cells={figures.cells}
                at={{ year, by: view.by }}
                names={shown.names}
              />
            </Chart>
          ) : (
            <WideTable label={t('budget.parts.table', { year: String(year), by: t(`budget.by.${view.by}`) })}>
              <PartsTable
                organisationKey={key}
                view={view}
                cells={figures.cells}
                at={{ year, by: view.by }}
                names={shown.names}
              />
            </WideTable>
          )}
        </section>
        <section aria-labelledby="way-part">
          <h2 id="way-part">{t('budget.way.heading')}</h2>
          {drawings.way ? (
            <Chart drawing={drawings.way} title={findings.way} source={source}>
              <WayTable
                paths={paths}
                own={shown.means.own}
                at={{ year, measure }}
                {...{ view }}
                organisationKey={key}
              />
            </Chart>
          ) : (
            <p className="measure">
              <Rich text={t('budget.way.unsaid', { year: String(year) })} links={ways} />
            </p>
          )}
        </section>
        {paths.stateYears.length > 0 ? (
          <section aria-labelledby="state">
            <h2 id="state">{t('budget.state.title')}</h2>
            <StateYears
              paths={paths}
              partnerships={figures.partnerships}
              {...{ view, measure }}
              organisationKey={key}
            />
          </section>
        ) : null}
        <section aria-labelledby="sources">
          <h2 id="sources">{t('budget.source.title')}</h2>
          <Sources year={shown.whole} organisationKey={key} />
        </section>
        <section aria-labelledby="files" className="no-print">
          <h2 id="files">{t('budget.file.title')}</h2>
          <p className="row-actions mt-2">
            <a href={workspacePath('budgetSheet', locale, { key, year: String(year) })} className="tap">
              {t('budget.file.sheet', { year: String(year) })}
            </a>
            <a href={file('xlsx')} className="tap">
              {t('budget.file.xlsx')}
            </a>
            <a href={file('csv')} className="tap">
              {t('budget.file.csv')}
            </a>
          </p>
        </section>
      </div>
    </div>
  )
}
