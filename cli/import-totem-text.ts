import type { FunctionTotal } from '../features/budgets/accounts-list.server.ts'
import type { ImportedAccount } from '../features/budgets/import-accounts.server.ts'
import { issueSentence } from '../features/budgets/issue-sentence.ts'
import { euros } from '../platform/i18n/euros.ts'
import type { Locale } from '../platform/i18n/locales.ts'
import type { Translator } from '../platform/i18n/translator.ts'

/** What an import of accounts did, or would do. */
export type ShownAccounts = {
  organisation: { id: string; name: string }
  report: readonly ImportedAccount[]
  dryRun: boolean
}

/** The report a person reads: for each document what it is, its totals, what was taken, what it replaces, what was odd. */
export function accountsText(t: Translator, locale: Locale, { organisation, report, dryRun }: ShownAccounts): string {
  const head = t(dryRun ? 'accounts.cli.rehearsed' : 'accounts.cli.done', { name: organisation.name })
  return [head, ...report.flatMap((one) => ['', ...documentLines(t, locale, one)])].join('\n')
}

function documentLines(t: Translator, locale: Locale, { page, known, applied }: ImportedAccount): string[] {
  const title = t('accounts.cli.document', {
    file: page.fileName,
    label: page.label,
    stage: t(`accounts.stage.${page.stage}`),
    year: String(page.year),
    type: t(`accounts.budgetType.${page.budgetType}`),
  })
  if (!applied) return [title, `  ${t(`accounts.known.${known ?? 'live'}`)}`]
  const { lineCount, grantCount, hiddenPersons, calculatedCount } = page
  return [
    title,
    `  ${t('accounts.found.lines', { lineCount, calculatedCount })}`,
    ...(grantCount > 0 ? [`  ${t('accounts.found.grants', { grantCount, hiddenPersons })}`] : []),
    ...page.functions.filter(({ use }) => use !== null).map((total) => `  ${functionLine(t, locale, total)}`),
    `  ${t('accounts.applied.taken', { taken: applied.taken })}`,
    ...page.replaces.map((replaced) => `  ${t('accounts.replaces.one', { file: replaced.fileName })}`),
    ...(applied.moved > 0 ? [`  ${t('accounts.applied.moved', { moved: applied.moved })}`] : []),
    ...(applied.refused > 0 ? [`  ${t('accounts.succession.refused', { n: applied.refused })}`] : []),
    ...(applied.left > 0 ? [`  ${t('accounts.applied.left', { left: applied.left })}`] : []),
    ...page.issues.map((issue) => `  ${issueSentence(t, issue)}`),
  ]
}

const functionLine = (t: Translator, locale: Locale, total: FunctionTotal): string =>
  t(`accounts.cli.function.${total.use ?? 'proposed'}`, {
    code: total.functionCode ?? '',
    direction: t(`accounts.direction.${total.direction}`),
    amount: euros(locale, total.amount),
    carried: /^0(\.0+)?$/.test(total.carriedAfter) ? 'none' : euros(locale, total.carriedAfter),
  })

/** The report a program reads. */
export function accountsValue({ organisation, report, dryRun }: ShownAccounts): Record<string, unknown> {
  return {
    organisation: organisation.name,
    dryRun,
    documents: report.map(({ page, known, applied }) => ({
      ...page,
      known,
      changes: applied !== null,
      applied,
    })),
  }
}
