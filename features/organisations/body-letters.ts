import type { Translator } from '../../platform/i18n/translator.ts'
import type { Letter } from '../../platform/mail/letter.ts'

/** The letter that tells the owners of a new body what was decided on it. */
export function bodyReviewedLetter(
  t: Translator,
  facts: { name: string; accepted: boolean; word: string; url: string },
): Letter {
  const name = facts.name.replace(/\s+/g, ' ').trim()
  const word = facts.word.trim()
  return {
    subject: t('joining.letter.body.subject', { name }),
    paragraphs: [
      t(facts.accepted ? 'joining.letter.body.accepted' : 'joining.letter.body.refused', { name }),
      ...(word ? [t('joining.letter.word', { word })] : []),
    ],
    button: { label: t('joining.letter.body.button'), url: facts.url },
  }
}
