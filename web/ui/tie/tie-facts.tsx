import { licenceName } from '../../../features/opendata/licences.ts'
import type { TieDetail } from '../../../features/opendata/tie-rows.server.ts'
import { Facts } from '../facts.tsx'
import { useSite } from '../site.ts'

/** What is known of a tie in few words. */
export function TieFacts({ tie }: { tie: TieDetail }) {
  const { t, list, day, pathTo } = useSite()
  const year = (value: number | null) => (value === null ? null : String(value))
  const themes = tie.themes.map((theme) => (
    <a key={theme} href={`${pathTo('ties')}?theme=${theme}`} className="block">
      {t(`atlas.theme.${theme}`)}
    </a>
  ))
  return (
    <>
      <h2 className="sr-only">{t('site.authority.facts')}</h2>
      <Facts
        facts={[
          { name: t('site.ties.type'), value: t(`atlas.type.${tie.type}`) },
          { name: t('site.tie.since'), value: year(tie.sinceYear) ?? t('site.tie.notSaid') },
          tie.untilYear === null ? null : { name: t('site.tie.until'), value: year(tie.untilYear) },
          { name: t('site.tie.themes'), value: themes.length > 0 ? themes : t('site.tie.notSaid') },
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
