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
  /** Of a return and a floor: the year it is about; when its window opens; from which figures a floor was looked at. */
  year?: number
  opensOn?: string
  measure?: 'executed' | 'voted' | null
}

const ofBudget: ReadonlySet<AlertSubject> = new Set(['odaReturn', 'floor'])

// What a letter is about, so that its first words say it.
function scopeOf(alerts: readonly AlertInWords[]): 'ties' | 'floor' | 'budget' | 'both' {
  if (alerts.every(({ subject }) => subject === 'floor')) return 'floor'
  if (alerts.every(({ subject }) => ofBudget.has(subject))) return 'budget'
  return alerts.some(({ subject }) => ofBudget.has(subject)) ? 'both' : 'ties'
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
    const lines = alerts.map(
      ({ subject, on, organisation, partners, who, isOurs, election, year, opensOn, measure }) => {
        // Before its window opens, a return has its opening to come.
        const day = opensOn && today < opensOn ? opensOn : on
        return t(`agenda.letter.${subject}`, {
          organisation,
          partners: names.format(partners),
          who,
          side: isOurs ? 'ours' : 'theirs',
          past: on < today ? 'yes' : 'no',
          election: election?.name[locale] ?? '',
          day: vagueDay(day, election?.precision ?? 'day', locale),
          year: String(year ?? ''),
          window: day === opensOn ? 'opens' : 'closes',
          measure: measure ?? 'executed',
        })
      },
    )
    const scope = scopeOf(alerts)
    const more = lines.length - mostListed
    return {
      subject: t('agenda.letter.subject', { n: alerts.length, scope }),
      paragraphs: [
        t('agenda.letter.lead', { scope }),
        [...lines.slice(0, mostListed), ...(more > 0 ? [t('agenda.letter.more', { n: more })] : [])],
      ],
      button: { label: t('agenda.letter.button'), url: url(locale) },
      foot: t('agenda.letter.foot'),
    }
  }
