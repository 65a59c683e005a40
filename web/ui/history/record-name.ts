import { useSite } from '../site.ts'

/** What a record of the history is called. */
export function useRecordName(): (kind: string, name: string | null) => string {
  const { t } = useSite()
  return (kind, name) => {
    const key = `history.record.${kind}`
    return t.has(key) ? t(key, { name: name ?? t('history.unnamed') }) : t('history.record.other')
  }
}
