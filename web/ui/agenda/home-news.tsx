import type { HomeNews as News } from '../../../features/agenda/home.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useDay } from '../agreement/words.ts'
import { useSite } from '../site.ts'

const shown = 280
const shorten = (text: string) => (text.length <= shown ? text : `${text.slice(0, shown).replace(/\s+\S*$/, '')} …`)

/** The latest news from the field, from both sides, in the words of who wrote. */
export function HomeNews({ news, organisationKey: key }: { news: readonly News[]; organisationKey: string }) {
  const { t, locale } = useSite()
  const day = useDay()
  return (
    <section aria-labelledby="news" className="mt-10">
      <h2 id="news">{t('agenda.home.news')}</h2>
      {news.length === 0 ? <p className="measure mt-2">{t('agenda.home.newsNone')}</p> : null}
      <ul className="threads mt-2">
        {news.map((one) => (
          <li key={one.id} className="py-3">
            <a
              href={
                one.projectId
                  ? workspacePath('project', locale, { key, project: one.projectId })
                  : workspacePath('tie', locale, { key, tie: one.tieId ?? '' })
              }
            >
              {one.title}
            </a>
            <p className="measure" lang={one.locale === locale ? undefined : one.locale}>
              {shorten(one.body)}
            </p>
            <p className="source">
              {one.author
                ? t('agenda.home.newsBy', { name: one.author, organisation: one.organisation })
                : one.organisation}{' '}
              · {day(one.on)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
