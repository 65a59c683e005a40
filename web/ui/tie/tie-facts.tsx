import { licenceName } from '../../../features/opendata/licences.ts'
import type { TieDetail } from '../../../features/opendata/tie-rows.server.ts'
import type { TieContent } from '../../../features/partnerships/public-content.server.ts'
import { Facts } from '../facts.tsx'
import { goalLabel } from '../organisation/goal-label.ts'
import { useSite } from '../site.ts'

/** What is known of a tie in few words. */
export function TieFacts({ tie, content }: { tie: TieDetail; content: TieContent }) {
  const { t, list, day, language, pathTo } = useSite()
  const year = (value: number | null) => (value === null ? null : String(value))
  const themes = tie.themes.map((theme) => (
    <a key={theme} href={`${pathTo('ties')}?theme=${theme}`} className="block">
      {t(`atlas.theme.${theme}`)}
    </a>
  ))
  const several = (name: string, words: readonly string[]) => (words.length > 0 ? { name, value: list(words) } : null)
  const termOf = () => {
    const { openEnded = null, termYear = null } = content.presentation ?? {}
    if (tie.state === 'ended' || (openEnded !== true && termYear === null)) return null
    return { name: t('tie.facts.term'), value: termYear === null ? t('tie.facts.termOf.open') : String(termYear) }
  }
  return (
    <>
      <h2 className="sr-only">{t('site.authority.facts')}</h2>
      <Facts
        facts={[
          { name: t('site.ties.type'), value: t(`atlas.type.${tie.type}`) },
          { name: t('site.tie.since'), value: year(tie.sinceYear) ?? t('site.tie.notSaid') },
          tie.untilYear === null ? null : { name: t('site.tie.until'), value: year(tie.untilYear) },
          termOf(),
          { name: t('site.tie.themes'), value: themes.length > 0 ? themes : t('site.tie.notSaid') },
          several(
            t('tie.facts.sdgs'),
            content.sdgs.map((goal) => goalLabel(t, goal)),
          ),
          several(
            t('tie.facts.rights'),
            content.rights.map((right) => t(`atlas.right.${right}`)),
          ),
          several(t('tie.facts.languages'), content.languages.map(language)),
          tie.attestedYear === null ? null : { name: t('site.tie.attested'), value: year(tie.attestedYear) },
          {
            name: t('site.tie.entered'),
            value: day(tie.createdAt),
            source: t('site.tie.changed', { day: day(tie.updatedAt) }),
          },
          { name: t('site.tie.licence'), value: list(tie.licences.map((code) => licenceName(t, code))) },
        ]}
      />
    </>
  )
}
