import type { Locale } from '../../platform/i18n/locales.ts'
import { agreementPart } from './kit/agreement-text.ts'
import { amendmentPart } from './kit/amendment-text.ts'
import { deliberationPart } from './kit/deliberation-text.ts'
import { notePart } from './kit/note-text.ts'
import { transmittalPart } from './kit/transmittal-text.ts'
import { ownSide } from './kit/words.ts'
import type { AgreementPaper, Gap, KitLanguage, KitPaper, PaperPart, PaperText } from './kit-paper.ts'
import type { DueReminder } from './reminders.ts'

const localesOf: Record<KitLanguage, readonly Locale[]> = { fr: ['fr'], en: ['en'], both: ['fr', 'en'] }

function onePart(
  kind: KitPaper,
  paper: AgreementPaper,
  locale: Locale,
  reminders: readonly DueReminder[],
): { part: PaperPart; gaps: Gap[] } {
  if (kind === 'agreement') return agreementPart(paper, locale)
  if (kind === 'amendment') return amendmentPart(paper, locale)
  if (kind === 'deliberation') return deliberationPart(paper)
  return kind === 'note' ? notePart(paper, reminders) : transmittalPart(paper)
}

/** Writes a paper out of the record, and says what the record does not hold; nothing is made up. */
export function composePaper(
  kind: KitPaper,
  paper: AgreementPaper,
  language: KitLanguage,
  reminders: readonly DueReminder[] = [],
): { text: PaperText; gaps: Gap[] } {
  const made = localesOf[language].map((locale) => onePart(kind, paper, locale, reminders))
  const gaps = made[0]?.gaps ?? []
  const parts = made.map(({ part }) => part)
  return { text: { title: parts[0]?.title ?? paper.title, author: ownSide(paper).name, parts }, gaps }
}
