import { getWhatIf } from '../../../features/budgets/what-if.server.ts'
import { formatWhatIf } from '../../../features/budgets/what-if-rules.ts'
import { usePageData } from '../../request.ts'
import { BudgetNav } from '../../ui/budget/budget-nav.tsx'
import { ChoiceFiles } from '../../ui/budget/choice-files.tsx'
import { useFigures } from '../../ui/budget/lens-words.ts'
import { WhatIfCofundings, WhatIfFloors, WhatIfPromises } from '../../ui/budget/what-if-exposed.tsx'
import { WhatIfForm } from '../../ui/budget/what-if-form.tsx'
import { WhatIfTotals } from '../../ui/budget/what-if-totals.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** What a cut or a raise would do, as the address asks; nothing is stored. */
export const loader = workspaceLoader('member', async ({ ctx, url, atWork }) => ({
  organisation: atWork.organisation,
  page: await getWhatIf(ctx, atWork.organisation.organisationId, url.searchParams),
  typed: Object.fromEntries(url.searchParams),
}))

type Data = ReturnType<typeof usePageData<typeof loader>>

/** What if: less or more for some spending, and what would break, be exposed or be crossed. */
export default function BudgetWhatIf() {
  const { t, locale } = useSite()
  const { organisation, page, typed } = usePageData<typeof loader>()
  const { euros } = useFigures()
  const { key } = organisation
  const { baseYear, nextYear, reading, result, problem } = page
  const broken = result?.promises.filter(({ state }) => state === 'breaks').length ?? 0
  const title =
    baseYear === null
      ? t('arbitration.whatIf.titleNone')
      : result && reading && result.lines > 0
        ? t('arbitration.whatIf.titleResult', {
            ...{ sense: reading.sense === 'raise' ? 'raise' : 'cut', year: String(nextYear), breaks: broken },
            amount: euros(result.delta.replace('-', '')),
          })
        : t('arbitration.whatIf.title', { year: String(nextYear) })
  return (
    <div className="py-10">
      <WorkTitle>{title}</WorkTitle>
      <BudgetNav organisationKey={key} current="budgetWhatIf" />
      <p className="measure mt-4">{t('arbitration.whatIf.lead')}</p>
      {problem ? (
        <p className="notice" role="alert">
          {t(`errors.${problem.reason}` as 'errors.what_if_value_wrong')}
        </p>
      ) : null}
      {baseYear === null ? (
        <p className="mt-4">
          <a href={workspacePath('budgetAccounts', locale, { key })} className="tap">
            {t('arbitration.lens.toAccounts')}
          </a>
        </p>
      ) : (
        <WhatIfForm path={workspacePath('budgetWhatIf', locale, { key })} page={page} typed={typed} />
      )}
      {result ? <Result data={{ organisation, page }} result={result} /> : null}
    </div>
  )
}

function Result({
  data,
  result,
}: {
  data: Pick<Data, 'organisation' | 'page'>
  result: NonNullable<Data['page']['result']>
}) {
  const { t } = useSite()
  const { euros } = useFigures()
  const { organisation, page } = data
  const { baseYear, nextYear, reading } = page
  const years = { base: String(baseYear), next: String(nextYear) }
  if (result.lines === 0) return <p className="notice measure">{t('arbitration.whatIf.noSelection', years)}</p>
  return (
    <>
      <p className="measure mt-8">
        {t('arbitration.whatIf.base', { ...years, measure: reading?.measure ?? 'executed' })}
      </p>
      {result.capped ? (
        <p className="notice measure">
          {t('arbitration.whatIf.capped', { amount: euros(result.delta.replace('-', '')) })}
        </p>
      ) : null}
      <WhatIfTotals page={page} result={result} />
      <WhatIfPromises page={page} result={result} organisationKey={organisation.key} />
      <WhatIfCofundings result={result} organisationKey={organisation.key} />
      <WhatIfFloors page={page} result={result} organisationKey={organisation.key} />
      <section aria-labelledby="limits" className="mt-10">
        <h2 id="limits">{t('arbitration.whatIf.limits')}</h2>
        <p className="measure mt-2">
          {t('arbitration.whatIf.limitsText', {
            loose: /[1-9]/.test(result.withoutTie) ? euros(result.withoutTie) : 'none',
          })}
        </p>
      </section>
      {reading ? (
        <ChoiceFiles page="budgetWhatIfFile" organisationKey={organisation.key} query={formatWhatIf(reading)} />
      ) : null}
    </>
  )
}
