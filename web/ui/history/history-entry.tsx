import { erasedWord } from '../../../features/accounts/audit-fields.ts'
import type { HistoryEntry } from '../../../features/accounts/audit-history.server.ts'
import { Deed } from '../form/deed.tsx'
import { useSite } from '../site.ts'
import { useFieldWords } from './field-words.ts'
import { useRecordName } from './record-name.ts'

function useWho(): (entry: HistoryEntry) => string {
  const { t } = useSite()
  return ({ actorKind, personName, actingFor }) => {
    if (actorKind !== 'person') return t(`history.${actorKind}`)
    if (personName)
      return actingFor ? t('history.personFor', { name: personName, organisation: actingFor }) : personName
    return actingFor ? t('history.someoneFor', { organisation: actingFor }) : t('history.someone')
  }
}

const instants = { fr: 'fr-FR', en: 'en-GB' } as const

/** One change in words: of what, by whom, when, by which door, and each field from what to what. */
export function HistoryEntryItem({ entry, mayRestore }: { entry: HistoryEntry; mayRestore: boolean }) {
  const { t, locale } = useSite()
  const recordName = useRecordName()
  const fieldWords = useFieldWords()
  const who = useWho()
  const action = `history.action.${entry.action}`
  const at = new Date(entry.at)
  const moment = new Intl.DateTimeFormat(instants[locale], {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Paris',
  }).format(at)
  return (
    <li>
      <p>
        <b>{recordName(entry.recordKind, entry.recordName)}</b> –{' '}
        {t.has(action) ? t(action) : t('history.action.other')}
      </p>
      <p className="source">
        <time dateTime={at.toISOString()}>{moment}</time>,{' '}
        {t('history.by', { who: who(entry), door: t(`history.door.${entry.door}`) })}
      </p>
      {entry.fields.length > 0 ? (
        <ul className="mt-1">
          {entry.fields.map((field) => (
            <li key={field.name} className="wrap-anywhere">
              {fieldWords(field)}
            </li>
          ))}
        </ul>
      ) : null}
      {entry.note ? (
        <p className="source">{t('history.note', { note: entry.note.replaceAll(erasedWord, t('members.noName')) })}</p>
      ) : null}
      {entry.restorable && mayRestore ? (
        <div className="mt-2">
          <Deed intent="restore" of={{ entry: entry.id }} label={t('history.restore')} />
        </div>
      ) : null}
    </li>
  )
}
