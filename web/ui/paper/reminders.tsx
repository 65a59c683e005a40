import '../../styles/paper.css'
import type { DueReminder } from '../../../features/partnerships/reminders.ts'
import { vagueDay } from '../../../platform/i18n/vague-day.ts'
import { useSite } from '../site.ts'

/** What the law and good practice ask to be thought of: each with its source and date, never a verdict. */
export function Reminders({ reminders }: { reminders: readonly DueReminder[] }) {
  const { t } = useSite()
  if (reminders.length === 0) return null
  return (
    <details className="reminders mt-8">
      <summary className="tap">{t('paper.reminders.title', { count: reminders.length })}</summary>
      <p className="source mt-2">{t('paper.reminders.lead')}</p>
      <ul>
        {reminders.map((reminder) => (
          <OneReminder key={reminder.id} reminder={reminder} />
        ))}
      </ul>
    </details>
  )
}

function OneReminder({ reminder }: { reminder: DueReminder }) {
  const { t, locale, day } = useSite()
  const { text, because, months, sourceName, sourceUrl, sourceDate, checkedOn, network } = reminder
  return (
    <li>
      <p>{text}</p>
      {because.map(({ name, onDate, precision }) => (
        <p key={`${name} ${onDate}`} className="font-[650]">
          {t('paper.reminders.because', { name, when: vagueDay(onDate, precision, locale), months })}
        </p>
      ))}
      <p className="source">
        {sourceUrl ? <a href={sourceUrl}>{sourceName}</a> : sourceName}
        {sourceDate ? ` · ${day(sourceDate)}` : null}
        {` · ${t('paper.reminders.checked', { day: day(checkedOn) })}`}
        {network ? ` · ${t('paper.reminders.network', { name: network })}` : null}
      </p>
    </li>
  )
}
