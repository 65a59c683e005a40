import { listHistory } from '../../../features/accounts/audit-history.server.ts'
import { requireRole } from '../../../features/accounts/permissions.server.ts'
import { readLineFacts } from '../../../features/budgets/line-input.ts'
import { changeLine, getLine, removeLine, setApart } from '../../../features/budgets/line-record.server.ts'
import { writeOfPayment } from '../../../features/budgets/payments.server.ts'
import { hourValueOf } from '../../../features/budgets/staff-rules.ts'
import { isAppError } from '../../../platform/errors.ts'
import { usePageData } from '../../request.ts'
import { BudgetNav } from '../../ui/budget/budget-nav.tsx'
import { LineForm } from '../../ui/budget/line-form.tsx'
import { TwinNotice } from '../../ui/budget/twin-notice.tsx'
import { Deed, WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { FormProblems } from '../../ui/history/form-problems.tsx'
import { HistoryEntryItem } from '../../ui/history/history-entry.tsx'
import { useSite } from '../../ui/site.ts'
import { lineFieldOf, loadLineLists, paymentLink, typedExtent } from '../../workspace/budget-line-page.ts'
import { type Outcome, workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { atField, typedText } from '../../workspace/project-page.ts'

/** A line, all it may be said to be, and what became of it. */
export const loader = workspaceLoader('member', async (page) => {
  const { ctx, atWork, params } = page
  const { organisation } = atWork
  const line = await getLine(ctx, organisation.organisationId, params.line ?? '')
  const { entries } = await listHistory(ctx, organisation.organisationId, {
    record: { kind: 'budgetLine', id: line.id },
    page: 1,
  })
  return { organisation, line, entries, ...(await loadLineLists(page, line.year)) }
})

// Who writes over somebody else is told, with all they typed; a second sending makes it hold.
async function unlessMoved(write: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await write()
  } catch (error) {
    if (!isAppError(error) || error.reason !== 'budget_line_moved') throw error
    return { problems: [{ reason: error.reason }] }
  }
}

/** Writes it anew, or takes it out. */
export const action = workspaceAction('member', {
  async save({ ctx, page, atWork, params }, form) {
    const { organisationId, key } = atWork.organisation
    await requireRole(ctx, organisationId, 'contributor')
    const line = await getLine(ctx, organisationId, params.line ?? '')
    const computed = line.valuation === 'staff' || line.valuation === 'volunteerTime'
    // The way of a line drawn from an account is the account's.
    const fixed: Readonly<Record<string, string>> = line.source ? { direction: line.direction } : {}
    const typed = (name: string) => fixed[name] ?? typedText(form, name)
    const read = readLineFacts(typed, { drawn: line.source !== null, computed })
    if ('problems' in read) return read
    return unlessMoved(() =>
      atField(lineFieldOf, async () => {
        const of = { organisationId, id: line.id, version: typedText(form, 'version') }
        await changeLine(ctx, of, { ...read.facts, valuation: line.valuation }, typedExtent(form))
        if (read.facts.toldPartner && !line.toldPartner)
          await writeOfPayment(ctx, organisationId, line.id, paymentLink(page.instance.baseUrl))
        return { to: workspacePath('budgetLine', ctx.locale, { key, line: line.id }, { done: 'saved' }) }
      }),
    )
  },
  async apart({ ctx, atWork, params }) {
    const { organisationId, key } = atWork.organisation
    await setApart(ctx, organisationId, params.line ?? '')
    return { to: workspacePath('budgetLine', ctx.locale, { key, line: params.line ?? '' }, { done: 'apart' }) }
  },
  async remove({ ctx, atWork, params }) {
    const { organisationId, key } = atWork.organisation
    await removeLine(ctx, organisationId, params.line ?? '')
    return { to: workspacePath('budgetLines', ctx.locale, { key }, { done: 'removed' }) }
  },
})

/** Everything of a line: what it is for and with whom, where it comes from, who changed it. */
export default function BudgetLinePage() {
  const { t, locale } = useSite()
  const { organisation, line, entries, kept, ...lists } = usePageData<typeof loader>()
  const { key, role } = organisation
  const mayWrite = role !== 'reader'
  const amount = line.amounts.executed ?? line.amounts.planned
  const effort = {
    gradeId: line.gradeId,
    quantity: line.quantity,
    unit: line.unit,
    hourValue: line.unit === 'hours' && amount && line.quantity ? hourValueOf(amount, line.quantity) : '',
    state:
      line.amounts.executed === null && line.amounts.planned !== null ? ('planned' as const) : ('executed' as const),
  }
  return (
    <div className="py-10">
      <WorkTitle>{line.label}</WorkTitle>
      <BudgetNav organisationKey={key} current="budgetLines" />
      <Done area="budgetLines.done" />
      <FormProblems intents={['remove', 'apart']} />
      <TwinNotice twins={line.twins} organisationKey={key} mayWrite={mayWrite} />
      <p className="source">
        {[
          String(line.year),
          t(`budgetLines.valuation.${line.valuation}`),
          t(`budgetLines.direction.${line.direction}`),
        ].join(' · ')}
      </p>
      <p className="row-actions">
        <a href={workspacePath('budgetLines', locale, { key })} className="tap">
          {t('budgetLines.line.back')}
        </a>
        {line.source ? (
          <a
            href={workspacePath(
              'budgetFind',
              locale,
              { key },
              { account: line.source.documentId, view: 'all', q: line.source.nature },
            )}
            className="tap"
          >
            {t('budgetLines.line.inAccount')}
          </a>
        ) : null}
      </p>
      <LineForm
        intent="save"
        {...{ effort, kept, mayWrite }}
        {...lists}
        facts={line}
        source={line.source}
        version={line.version}
      />
      {mayWrite ? (
        <section className="mt-10" aria-labelledby="remove">
          <h2 id="remove">{t('budgetLines.line.removeTitle')}</h2>
          <p className="measure">
            {t(line.source ? 'budgetLines.line.removeLead' : 'budgetLines.line.removeLeadHand')}
          </p>
          <p className="mt-3" />
          <Deed intent="remove" label={t('budgetLines.line.remove')} />
        </section>
      ) : null}
      {entries.length > 0 ? (
        <section className="mt-10" aria-labelledby="history">
          <h2 id="history">{t('budgetLines.line.history')}</h2>
          <ol className="threads mt-4">
            {entries.map((entry) => (
              <HistoryEntryItem key={entry.id} entry={entry} mayRestore={false} />
            ))}
          </ol>
        </section>
      ) : null}
    </div>
  )
}
