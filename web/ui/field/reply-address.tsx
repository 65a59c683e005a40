import { Deed } from '../form/deed.tsx'
import { useSite } from '../site.ts'

/** How to tell news by answering a mail: a personal address, sent by mail to whoever asks for it. */
export function ReplyAddress({ reply }: { reply: { offered: boolean; until: Date | null } }) {
  const { t, day } = useSite()
  if (!reply.offered) return null
  return (
    <section aria-labelledby="reply" className="mt-12">
      <h2 id="reply">{t('field.reply.title')}</h2>
      <p className="measure">{t('field.reply.lead')}</p>
      {reply.until ? <p className="source">{t('field.reply.until', { day: day(reply.until) })}</p> : null}
      <Deed intent="askAddress" label={t(reply.until ? 'field.reply.again' : 'field.reply.ask')} />
    </section>
  )
}
