import { listOdaYears } from '../../../features/budgets/oda.server.ts'
import { odaDue } from '../../../features/budgets/oda-due.server.ts'
import { usePageData } from '../../request.ts'
import { BudgetNav } from '../../ui/budget/budget-nav.tsx'
import { OdaYears } from '../../ui/budget/oda-years.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'

/** The years of the return, their campaigns, and what has to be thought of now. */
export const loader = workspaceLoader('member', async ({ ctx, atWork }) => {
  const { organisationId, key } = atWork.organisation
  return { key, years: await listOdaYears(ctx, organisationId), due: await odaDue(ctx, organisationId) }
})

/** The yearly return of official development assistance, year by year. */
export default function Oda() {
  const { t, day } = useSite()
  const { key, years, due } = usePageData<typeof loader>()
  const first = due.find(({ alert }) => alert === 'closes') ?? due[0]
  const next = years.findLast(({ window }) => window?.state === 'before')?.campaign
  const title = first
    ? t(`oda.title.${first.alert}`, { year: String(first.year), days: first.days })
    : next
      ? t('oda.title.next', { day: day(next.opensOn) })
      : t('oda.title.none')
  return (
    <div className="py-10">
      <WorkTitle>{title}</WorkTitle>
      <BudgetNav organisationKey={key} current="oda" />
      <p className="measure mt-4">{t('oda.lead')}</p>
      <p className="source measure mt-2">{t('oda.why')}</p>
      <OdaYears organisationKey={key} years={years} />
      <p className="source measure mt-4">{t('oda.year.formToVerify')}</p>
    </div>
  )
}
