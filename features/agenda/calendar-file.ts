import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator'
import type { Locale } from '../../platform/i18n/locales.ts'
import { translator } from '../../platform/i18n/translator.ts'
import type { DueItem } from './due-rules.ts'
import { sayDue } from './due-words.ts'
import type { AgendaLinks } from './links.ts'

/** Something due, with the organisation it is due in. */
export type CalendarItem = { organisationKey: string; item: DueItem }

type CalendarFacts = { items: readonly CalendarItem[]; locale: Locale; today: string; host: string }

const month = 30 * 24 * 3600
const remindedEnds: ReadonlySet<string> = new Set(['agreementEnd', 'mandateEnd', 'projectEnd'])

/**
 * Writes a calendar (RFC 5545): whole days, each under a name of its own that stays the same from one day to the next, ends
 * with a reminder a month before. The same day and the same facts give the same text.
 */
export function writeCalendar({ items, locale, today, host }: CalendarFacts, links: Pick<AgendaLinks, 'item'>): string {
  const t = translator(locale)
  const names = new Intl.ListFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { type: 'conjunction' })
  const calendar = ical({
    name: t('agenda.feed.name'),
    prodId: { company: 'Navette', product: 'agenda', language: locale.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 12 * 3600,
  })
  for (const { organisationKey, item } of items) {
    if (item.on === null || item.precision !== 'day') continue
    const what = sayDue(t, item)
    const url = links.item(locale, organisationKey, item)
    const event = calendar.createEvent({
      id: `${item.kind}-${item.id}@${host}`,
      stamp: new Date(`${today}T00:00:00Z`),
      start: new Date(`${item.on}T00:00:00Z`),
      timezone: 'UTC',
      allDay: true,
      summary: item.partners.length > 0 ? `${what} – ${names.format(item.partners)}` : what,
      description: t('agenda.feed.more', { url }),
      url,
    })
    if (remindedEnds.has(item.kind))
      event.createAlarm({
        type: ICalAlarmType.display,
        triggerBefore: month,
        description: t('agenda.feed.alarm', { what }),
      })
  }
  return calendar.toString()
}
