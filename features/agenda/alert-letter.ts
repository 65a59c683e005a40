import type { Locale } from '../../platform/i18n/locales.ts'
import type { Translator } from '../../platform/i18n/translator.ts'
import { vagueDay } from '../../platform/i18n/vague-day.ts'
import type { Letter, WriteLetter } from '../../platform/mail/letter.ts'
import type { AlertSubject } from './alert-rules.ts'
import type { PartnerElection } from './near-elections.server.ts'

/** A day that is near, as a letter tells of it. */
export type AlertInWords = {
  subject: AlertSubject
  on: string
  /** The reader's own organisation, and the others of the tie. */
  organisation: string
  partners: readonly string[]
  /** Whose commitment it is; empty where it is nobody's in particular. */
  who: string
  isOurs: boolean
  /** The election that is near, where that is what it tells of. */
  election?: PartnerElection
}

const mostListed = 20

/**
 * Tells somebody which days are near. Titles and promises stay on the pages: a mail passes through the hands of those who
 * run the instance, and what two authorities say to each other is not theirs to read.
 */
export const alertLetter =
  (alerts: readonly AlertInWords[], today: string, url: (locale: Locale) => string): WriteLetter =>
  (t: Translator, locale: Locale): Letter => {
    const names = new Intl.ListFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { type: 'conjunction' })
    const lines = alerts.map(({ subject, on, organisation, partners, who, isOurs, election }) =>
      t(`agenda.letter.${subject}`, {
        organisation,
        partners: names.format(partners),
        who,
        side: isOurs ? 'ours' : 'theirs',
        past: on < today ? 'yes' : 'no',
        election: election?.name[locale] ?? '',
        day: vagueDay(on, election?.precision ?? 'day', locale),
      }),
    )
    const more = lines.length - mostListed
    return {
      subject: t('agenda.letter.subject', { n: alerts.length }),
      paragraphs: [
        t('agenda.letter.lead'),
        [...lines.slice(0, mostListed), ...(more > 0 ? [t('agenda.letter.more', { n: more })] : [])],
      ],
      button: { label: t('agenda.letter.button'), url: url(locale) },
      foot: t('agenda.letter.foot'),
    }
  }
