import { requireRole } from '../../../features/accounts/permissions.server.ts'
import {
  type FoundGroup,
  filterLines,
  findLines,
  listSearchedAccounts,
} from '../../../features/budgets/find-lines.server.ts'
import { formatTicks, mostKept, readTicks } from '../../../features/budgets/kept-ticks.ts'
import { listLineChoices } from '../../../features/budgets/line-choices.server.ts'
import { readAttributes } from '../../../features/budgets/line-input.ts'
import { proposeAgain, refuseFound, takeFound } from '../../../features/budgets/take-found.server.ts'
import { AppError } from '../../../platform/errors.ts'
import { usePageData } from '../../request.ts'
import { AccountChoice, type FindView } from '../../ui/budget/account-choice.tsx'
import { AttributeFields } from '../../ui/budget/attribute-fields.tsx'
import { BudgetNav } from '../../ui/budget/budget-nav.tsx'
import { calledBy } from '../../ui/budget/found-line.tsx'
import { FoundTable } from '../../ui/budget/found-table.tsx'
import { KeptPages, SearchKept } from '../../ui/budget/search-kept.tsx'
import { Deed, WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { Form } from '../../ui/form/form.tsx'
import { Pages } from '../../ui/form/pages.tsx'
import { useSite } from '../../ui/site.ts'
import { countriesOf } from '../../workspace/countries-of.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { typedText } from '../../workspace/project-page.ts'

const size = 200

/** The lines of one of the accounts of the organisation, and what speaks for each. */
export const loader = workspaceLoader('member', async (page) => {
  const { ctx, url, atWork } = page
  const { organisation } = atWork
  const accounts = await listSearchedAccounts(ctx, organisation.organisationId)
  const asked = url.searchParams.get('account')
  const account = accounts.find(({ id }) => id === asked) ?? accounts[0]
  if (!account) return { organisation, found: null }
  const read = await findLines(ctx, organisation.organisationId, account.id)
  const proposed = read.groups.reduce((sum, { lines }) => sum + lines.length, 0)
  const said = url.searchParams.get('view')
  // An account without functions is gone through by hand.
  const usual: FindView = proposed === 0 || !account.hasFunctions ? 'all' : 'proposed'
  const view: FindView = said === 'all' || said === 'proposed' ? said : usual
  const q = url.searchParams.get('q') ?? ''
  const kept = view === 'all' ? filterLines(read.lines, q) : []
  const number = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1)
  const reasons = Object.fromEntries(
    read.groups.flatMap(({ lines }) => lines.map(({ line, reasons }) => [line.id, reasons])),
  )
  return {
    organisation,
    found: {
      accounts,
      account,
      view,
      q,
      number,
      total: kept.length,
      counts: { proposed, all: read.lines.length },
      groups: view === 'proposed' ? read.groups : [],
      lines: kept.slice((number - 1) * size, number * size).map((line) => ({ line, reasons: reasons[line.id] ?? [] })),
      refused: read.refused,
      // Ticked before this search; what was taken meanwhile is none any more.
      ticked: readTicks(url.searchParams.get('keep') ?? '').flatMap((tick) => {
        const line = read.lines.find(({ id }) => id === tick.id)
        return line && line.state !== 'taken' ? [{ ...tick, name: calledBy(line) }] : []
      }),
      choices: await listLineChoices(ctx, organisation.organisationId),
      countries: countriesOf(page),
    },
  }
})

/** Takes the ticked lines, or puts them aside for good; or lets what was put aside be proposed again. */
export const action = workspaceAction('member', {
  async decide({ ctx, url, atWork }, form) {
    const { organisationId, key } = atWork.organisation
    await requireRole(ctx, organisationId, 'contributor')
    const account = typedText(form, 'account')
    const ids = form.getAll('item').map(String)
    const ticked = ids.map((id) => ({ id, part: typedText(form, `part.${id}`), home: typedText(form, `home.${id}`) }))
    const decision = typedText(form, 'decision')
    const [, asked] = /^show:(\d+)$/.exec(decision) ?? []
    if (asked) {
      if (ticked.length > mostKept) throw new AppError('invalid', 'budget_too_many_kept', { most: mostKept })
      const kept = { view: 'all', q: typedText(form, 'q'), page: asked, keep: formatTicks(ticked) }
      return { to: workspacePath('budgetFind', ctx.locale, { key }, { account, ...kept }) }
    }
    const query = Object.fromEntries([...url.searchParams].filter(([name]) => name !== 'done' && name !== 'keep'))
    const back = (done: string) => ({
      to: workspacePath('budgetFind', ctx.locale, { key }, { ...query, account, done }),
    })
    if (decision === 'refuse') {
      await refuseFound(ctx, organisationId, account, ids)
      return back('refused')
    }
    await takeFound(
      ctx,
      organisationId,
      account,
      ticked,
      readAttributes((name) => typedText(form, name)),
    )
    return back('taken')
  },
  async again({ ctx, atWork }, form) {
    const { organisationId, key } = atWork.organisation
    const account = typedText(form, 'account')
    await proposeAgain(ctx, organisationId, account)
    return { to: workspacePath('budgetFind', ctx.locale, { key }, { account, view: 'proposed', done: 'again' }) }
  },
})

/** What may be international in an account: proposed with its reasons, or gone through by hand. */
export default function BudgetFind() {
  const { t, locale } = useSite()
  const { organisation, found, kept } = usePageData<typeof loader>()
  const { key, role } = organisation
  const mayWrite = role !== 'reader'
  if (!found)
    return (
      <div className="py-10">
        <WorkTitle>{t('budgetLines.find.title')}</WorkTitle>
        <BudgetNav organisationKey={key} current="budgetFind" />
        <p className="measure">{t('budgetLines.find.noAccount')}</p>
        <p className="row-actions mt-4">
          <a href={workspacePath('newBudgetLine', locale, { key })} className="tap">
            {t('budgetLines.new.title')}
          </a>
        </p>
      </div>
    )
  const { accounts, account, view, q, counts, groups, lines, refused, choices, countries, total, number, ticked } =
    found
  const aside = ticked.filter(({ id }) => !lines.some(({ line }) => line.id === id))
  const nothing = view === 'proposed' ? groups.length === 0 : lines.length === 0
  return (
    <div className="py-10">
      <WorkTitle>{t('budgetLines.find.title')}</WorkTitle>
      <BudgetNav organisationKey={key} current="budgetFind" />
      <Done area="budgetLines.find.done" />
      <p className="measure">{t(account.hasFunctions ? 'budgetLines.find.lead' : 'budgetLines.find.leadByHand')}</p>
      <AccountChoice {...{ accounts, account, view, q, counts, mayWrite }} organisationKey={key} />
      {nothing && !(view === 'all' && mayWrite) ? (
        <p className="measure mt-4">
          {t(view === 'proposed' ? 'budgetLines.find.nothing' : 'budgetLines.find.noLine')}
        </p>
      ) : (
        <Form intent="decide" of={{ account: account.id }} kept={kept} className="budget-decide">
          {mayWrite ? (
            <p className="mt-4">
              <a href="#classify" className="tap">
                {t('budgetLines.find.toClassify')}
              </a>
            </p>
          ) : null}
          {view === 'proposed' ? (
            <Groups groups={groups} organisationKey={key} mayWrite={mayWrite} />
          ) : (
            <>
              {mayWrite ? <SearchKept q={q} aside={aside} /> : null}
              <p className="source mt-4">{t('budgetLines.find.count', { n: total })}</p>
              {nothing ? <p className="measure mt-4">{t('budgetLines.find.noLine')}</p> : null}
              <FoundTable
                caption={t('budgetLines.find.view.all', { n: total })}
                {...{ lines, mayWrite, ticked }}
                organisationKey={key}
              />
              {mayWrite ? <KeptPages page={number} total={total} size={size} /> : null}
            </>
          )}
          {mayWrite ? (
            <section aria-labelledby="classify" className="form mt-10">
              <h2 id="classify" tabIndex={-1}>
                {t('budgetLines.find.classify')}
              </h2>
              <p className="measure">{t('budgetLines.find.classifyLead')}</p>
              <AttributeFields choices={choices} countries={countries} empty={t('budgetLines.field.proposed')} />
              <p className="row-actions submit">
                <button type="submit" name="decision" value="take" className="button">
                  {t('budgetLines.find.take')}
                </button>
                <button type="submit" name="decision" value="refuse" className="button quiet">
                  {t('budgetLines.find.refuse')}
                </button>
              </p>
            </section>
          ) : null}
        </Form>
      )}
      {view === 'all' && !mayWrite ? (
        <Pages page={number} total={total} size={size} query={{ account: account.id, view, q }} />
      ) : null}
      {refused > 0 ? (
        <div className="row-actions mt-8">
          <p>{t('budgetLines.find.refusedCount', { n: refused })}</p>
          {mayWrite ? <Deed intent="again" of={{ account: account.id }} label={t('budgetLines.find.again')} /> : null}
        </div>
      ) : null}
    </div>
  )
}

type GroupsProps = { groups: readonly FoundGroup[]; organisationKey: string; mayWrite: boolean }

function Groups({ groups, organisationKey, mayWrite }: GroupsProps) {
  const { t } = useSite()
  return groups.map(({ rule, lines }) => (
    <section key={rule} aria-labelledby={`rule-${rule}`} className="mt-8">
      <h2 id={`rule-${rule}`}>{t(`budgetLines.rule.${rule}`, { n: lines.length })}</h2>
      <FoundTable
        caption={t(`budgetLines.rule.${rule}`, { n: lines.length })}
        {...{ lines, organisationKey, mayWrite }}
      />
    </section>
  ))
}
