import type { Locale } from '../../platform/i18n/locales.ts'
import type { WriteLetter } from '../../platform/mail/letter.ts'

/** News that came, as a letter tells of it. */
export type NewsInWords = { n: number; from: readonly string[]; projectId: string | null; publicTitle: string | null }

/** An address whose mails become news, and until when. */
export type ReplyInWords = { address: string; until: Date }

type Ways = { read: (locale: Locale) => string; preferences: (locale: Locale) => string }

/**
 * Tells somebody that news came, from whom and for what. The words themselves stay on the page: a mail passes through the
 * hands of those who run the instance.
 */
export const newsLetter =
  ({ n, from, projectId, publicTitle }: NewsInWords, reply: ReplyInWords | null, ways: Ways): WriteLetter =>
  (t, locale) => {
    const names = new Intl.ListFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { type: 'conjunction' }).format(from)
    const home = projectId === null ? 'tie' : publicTitle === null ? 'project' : 'named'
    return {
      subject: t('field.digest.subject', { n, names }),
      paragraphs: [
        t(`field.digest.${home}`, { n, names, title: publicTitle ?? '' }),
        ...(reply ? [t('field.digest.reply', { address: reply.address, day: reply.until })] : []),
      ],
      button: { label: t('field.digest.button'), url: ways.read(locale) },
      foot: t('field.digest.foot', { url: ways.preferences(locale) }),
    }
  }
