import type { DueItem } from '../../../features/agenda/due-rules.ts'
import { vagueDay } from '../../../platform/i18n/vague-day.ts'
import { useSite } from '../site.ts'

/** Writes the day of something due as surely as it is known. */
export function useDueDay(): (item: Pick<DueItem, 'on' | 'precision'>) => string {
  const { t, locale } = useSite()
  return ({ on, precision }) => (on === null ? t('agenda.due.noDay') : vagueDay(on, precision, locale))
}
