import '../../styles/project.css'
import { requireRole } from '../../../features/accounts/permissions.server.ts'
import { readLineFacts } from '../../../features/budgets/line-input.ts'
import { createLine } from '../../../features/budgets/line-record.server.ts'
import { writeOfPayment } from '../../../features/budgets/payments.server.ts'
import { valuations } from '../../../features/budgets/schema.ts'
import { isId } from '../../../platform/ids.ts'
import { usePageData } from '../../request.ts'
import { BudgetNav } from '../../ui/budget/budget-nav.tsx'
import { LineForm } from '../../ui/budget/line-form.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { useSite } from '../../ui/site.ts'
import { blankLine, lineFieldOf, loadLineLists, paymentLink, typedExtent } from '../../workspace/budget-line-page.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { atField, typedText } from '../../workspace/project-page.ts'

/** What a new line begins with: how it is valued, its year, its tie and project, as the address says. */
export const loader = workspaceLoader('member', async (page) => {
  const { url, ctx, atWork } = page
  const asked = (name: string) => url.searchParams.get(name) ?? ''
  const number = Number(asked('year'))
  const year = Number.isInteger(number) && number >= 1990 && number <= 2100 ? number : ctx.now.getUTCFullYear()
  const valuation = valuations.find((one) => one === asked('valuation')) ?? 'money'
  const idOf = (name: string) => (isId(asked(name)) ? asked(name) : null)
  return {
    organisation: atWork.organisation,
    facts: { ...blankLine(year), valuation, partnershipId: idOf('tie'), projectId: idOf('project') },
    ...(await loadLineLists(page, year)),
  }
})

/** Enters it. */
export const action = workspaceAction('member', {
  async create({ ctx, page, atWork }, form) {
    const { organisationId, key } = atWork.organisation
    await requireRole(ctx, organisationId, 'contributor')
    const valuation = typedText(form, 'valuation')
    const computed = valuation === 'staff' || valuation === 'volunteerTime'
    const read = readLineFacts((name) => typedText(form, name), { drawn: false, computed })
    if ('problems' in read) return read
    return atField(lineFieldOf, async () => {
      const line = await createLine(ctx, organisationId, read.facts, typedExtent(form))
      if (read.facts.toldPartner) await writeOfPayment(ctx, organisationId, line, paymentLink(page.instance.baseUrl))
      return { to: workspacePath('budgetLine', ctx.locale, { key, line }, { done: 'created' }) }
    })
  },
})

/** A line entered by hand: money, or what is valued apart from it. */
export default function NewBudgetLine() {
  const { t, locale } = useSite()
  const { organisation, facts, kept, ...lists } = usePageData<typeof loader>()
  const { key, role } = organisation
  const effort = { gradeId: null, quantity: null, unit: null, hourValue: '', state: 'executed' as const }
  const noGrade = facts.valuation === 'staff' && lists.grades.length === 0
  return (
    <div className="py-10">
      <WorkTitle>{t('budgetLines.new.title')}</WorkTitle>
      <BudgetNav organisationKey={key} current="budgetLines" />
      <nav aria-label={t('budgetLines.new.kinds')} className="project-views row-actions mt-4">
        {valuations.map((one) => (
          <a
            key={one}
            href={workspacePath('newBudgetLine', locale, { key }, { valuation: one, year: String(facts.year) })}
            className="tap"
            aria-current={one === facts.valuation ? 'page' : undefined}
          >
            {t(`budgetLines.valuation.${one}`)}
          </a>
        ))}
      </nav>
      <p className="measure mt-4">{t(`budgetLines.new.lead.${facts.valuation}`)}</p>
      {noGrade ? (
        <p className="measure mt-4">
          {t('budgetLines.staff.noGrade', { year: String(facts.year) })}{' '}
          <a href={workspacePath('budgetStaff', locale, { key }, { year: String(facts.year) })}>
            {t('budgetLines.staff.toGrades')}
          </a>
        </p>
      ) : (
        <LineForm
          intent="create"
          {...{ facts, effort, kept }}
          {...lists}
          source={null}
          version=""
          mayWrite={role !== 'reader'}
        />
      )}
    </div>
  )
}
