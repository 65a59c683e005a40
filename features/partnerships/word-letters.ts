import type { Locale } from '../../platform/i18n/locales.ts'
import type { Translator } from '../../platform/i18n/translator.ts'
import type { Letter, WriteLetter } from '../../platform/mail/letter.ts'

/** The addresses letters about what parties say to each other lead to. */
export type WordLinks = {
  proposals: (locale: Locale, key: string, tieId: string) => string
  acts: (locale: Locale, key: string, tieId: string) => string
  answer: (locale: Locale, token: string) => string
}

/** What is told to the other sides. */
export type WordNews =
  | 'proposalMade'
  | 'proposalAccept'
  | 'proposalAmend'
  | 'proposalDecline'
  | 'proposalWithdrawn'
  | 'actRecorded'
  | 'actAnswered'
  | 'actWithdrawn'

/**
 * Tells a party that another one has spoken. What it said stays on the page: a mail passes through the hands of those who
 * run the instance, and neither a word nor the nature of an act is theirs to read.
 */
export const wordLetter =
  (news: WordNews, by: string, url: (locale: Locale) => string): WriteLetter =>
  (t: Translator, locale: Locale): Letter => ({
    subject: t(`word.letter.${news}.subject`, { by }),
    paragraphs: [t(`word.letter.${news}.text`, { by })],
    button: { label: t(`word.letter.${news}.button`), url: url(locale) },
    foot: t('word.letter.foot'),
  })

/** Hands somebody the link with which they read and answer without an account. */
export const linkLetter =
  (
    facts: { by: string; party: string; addressee: string; until: Date },
    url: (locale: Locale) => string,
  ): WriteLetter =>
  (t: Translator, locale: Locale): Letter => ({
    subject: t('word.letter.link.subject', { by: facts.by, party: facts.party }),
    paragraphs: [
      ...(facts.addressee ? [t('word.letter.link.hello', { name: facts.addressee })] : []),
      t('word.letter.link.text', { by: facts.by, party: facts.party }),
      t('word.letter.link.until', { day: facts.until }),
    ],
    button: { label: t('word.letter.link.button'), url: url(locale) },
    foot: t('word.letter.link.foot'),
  })
