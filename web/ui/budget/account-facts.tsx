import { workspacePath } from '../../workspace/paths.ts'
import { Facts } from '../facts.tsx'
import { useSite } from '../site.ts'
import type { ShownAccount } from './account-notices.tsx'

/** Where a document comes from, how much was in it, and its lines to download. */
export function AccountFacts({ account, organisationKey: key }: { account: ShownAccount; organisationKey: string }) {
  const { t, locale, day } = useSite()
  const { id, lineCount, calculatedCount, grantCount, hiddenPersons, population, broughtBy } = account
  const told = (name: Parameters<typeof t>[0], value: string | null) => (value ? { name: t(name), value } : null)
  const brought = day(account.importedAt)
  return (
    <section aria-labelledby="found" className="mt-10">
      <h2 id="found">{t('accounts.found.title')}</h2>
      <p className="measure mt-2">{t('accounts.found.lines', { lineCount, calculatedCount })}</p>
      {grantCount > 0 ? (
        <p className="measure mt-2">{t('accounts.found.grants', { grantCount, hiddenPersons })}</p>
      ) : null}
      <Facts
        facts={[
          told('accounts.facts.budget', `${account.label} (${t(`accounts.budgetType.${account.budgetType}`)})`),
          told('accounts.facts.siret', account.siret),
          told('accounts.facts.nomenclature', account.nomenclature),
          told('accounts.facts.decided', account.decidedOn && day(account.decidedOn)),
          told(
            'accounts.facts.population',
            population === null ? null : t('accounts.facts.populationValue', { population }),
          ),
          told('accounts.facts.file', account.fileName),
          told(
            'accounts.facts.brought',
            broughtBy ? t('accounts.facts.by', { day: brought, name: broughtBy }) : brought,
          ),
          told('accounts.facts.applied', account.appliedAt && day(account.appliedAt)),
          told('accounts.facts.closed', account.closedAt && day(account.closedAt)),
        ]}
      />
      <p className="mt-4">
        <a className="tap" href={workspacePath('budgetAccountFile', locale, { key, document: id })}>
          {t('accounts.act.download')}
        </a>
      </p>
    </section>
  )
}
