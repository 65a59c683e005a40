import type { AccountDocument } from '../../../features/budgets/accounts-list.server.ts'
import { useSite } from '../site.ts'

/** What a document is called: its stage and year, and for a decision its day. */
export function useAccountTitle(): (document: Pick<AccountDocument, 'stage' | 'year' | 'decidedOn'>) => string {
  const { t, day } = useSite()
  return ({ stage, year, decidedOn }) => {
    const title = t('accounts.documentTitle', { stage: t(`accounts.stage.${stage}`), year: String(year) })
    const isDecision = stage === 'amending' || stage === 'supplementary'
    return isDecision && decidedOn ? `${title}, ${day(decidedOn)}` : title
  }
}
