import type { Translator } from '../../platform/i18n/translator.ts'
import type { DueItem } from './due-rules.ts'

/** Says what is due in one sentence, the same on the board, in a calendar and on the first page. */
export function sayDue(t: Translator, item: DueItem): string {
  const { kind, side, who, count } = item
  return t(`agenda.item.${kind}`, { side, who, count, title: item.title || 'none', detail: item.detail || 'none' })
}
