import { useSite } from '../site.ts'

type SaidByProps = { name: string; functionTitle?: string; at: Date; byLink?: boolean }

/** Whose word it is, and when it was given. */
export function SaidBy({ name, functionTitle = '', at, byLink }: SaidByProps) {
  const { t, day } = useSite()
  const on = day(at)
  const who =
    name && functionTitle
      ? t('word.proposals.by', { name, function: functionTitle, day: on })
      : name
        ? t('word.proposals.byName', { name, day: on })
        : t('word.proposals.byNobody', { day: on })
  return (
    <span className="source block">
      {who}
      {byLink ? `, ${t('word.proposals.byLink')}` : null}
    </span>
  )
}
