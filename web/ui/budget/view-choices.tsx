import { type FigureView, figureFilterNames, formatFigureView } from '../../../features/budgets/figure-view.ts'
import { measures } from '../../../features/budgets/schema.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'

type ViewChoicesProps = {
  organisationKey: string
  view: FigureView
  at: { year: number; measure: string }
  known: readonly { year: number; measures: readonly string[] }[]
  others: readonly { key: string; name: string }[]
  names: Readonly<Record<string, string>>
}

/** Which year, in which state, of which part, alone or with others: links that stay in the address. */
export function ViewChoices({ organisationKey, view, at, known, others, names }: ViewChoicesProps) {
  const { t, locale } = useSite()
  const to = (change: Partial<FigureView>) => {
    const query = formatFigureView({ ...view, ...change })
    return `${workspacePath('budget', locale, { key: organisationKey })}${query.size > 0 ? `?${query}` : ''}`
  }
  const without = (name: (typeof figureFilterNames)[number]) => {
    const { [name]: _, ...rest } = view.filters
    return to({ filters: rest })
  }
  const here = known.find(({ year }) => year === at.year)
  return (
    <nav aria-label={t('budget.choices.label')} className="no-print budget-choices">
      <p>
        <span className="source">{t('budget.choices.year')}</span>{' '}
        {known.map(({ year }) => (
          <a key={year} href={to({ year })} className="tap" aria-current={year === at.year ? 'true' : undefined}>
            {year}
          </a>
        ))}
      </p>
      <p>
        <span className="source">{t('budget.choices.measure')}</span>{' '}
        {measures
          .filter((one) => here?.measures.includes(one))
          .map((one) => (
            <a
              key={one}
              href={to({ year: at.year, measure: one })}
              className="tap"
              aria-current={one === at.measure ? 'true' : undefined}
            >
              {t(`budget.measure.${one}`)}
            </a>
          ))}
      </p>
      {others.length > 0 ? (
        <p>
          <span className="source">{t('budget.choices.with')}</span>{' '}
          {others.map(({ key, name }) => {
            const isOn = view.with.includes(key)
            return (
              <a
                key={key}
                href={to({ with: isOn ? view.with.filter((one) => one !== key) : [...view.with, key] })}
                className="tap"
                aria-current={isOn ? 'true' : undefined}
              >
                {isOn ? t('budget.choices.without', { name }) : name}
              </a>
            )
          })}
        </p>
      ) : null}
      {figureFilterNames.map((name) => {
        const value = view.filters[name]
        return value ? (
          <p key={name}>
            <b>
              {t('budget.choices.only', {
                by: t(`budget.by.${name}`),
                value: names[`${name} ${value === 'none' ? '' : value}`] ?? value,
              })}
            </b>{' '}
            <a href={without(name)} className="tap">
              {t('budget.choices.takeOff')}
            </a>
          </p>
        ) : null
      })}
    </nav>
  )
}
