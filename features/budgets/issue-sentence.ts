import type { Translator } from '../../platform/i18n/translator.ts'
import type { AccountIssue } from './accounts/issues.ts'

/** What was odd in a document, as a sentence; one for all lines alike. */
export function issueSentence(t: Translator, { rule, line, count, values }: AccountIssue): string {
  const key = `accounts.issue.${rule}`
  const sentence = t.has(key) ? t(key, { ...values, count }) : t('accounts.issue.other', { rule, count })
  return line > 0 ? t('accounts.issue.at', { line, count, sentence }) : sentence
}
