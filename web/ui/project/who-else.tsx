import type { Overlap, WhoElse as WhoElseFacts } from '../../../features/projects/overlaps.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useLabels, useSite } from '../site.ts'

function Actors({ overlap }: { overlap: Overlap }) {
  const { t, locale, pathTo } = useSite()
  const labels = useLabels()
  return (
    <ul>
      {overlap.actors.map(({ key, name, country }) => (
        <li key={key}>
          <a href={pathTo('authority', { key, name })}>{name}</a> ({labels.country(country)}){' '}
          <a href={workspacePath('contact', locale, { organisation: key })} className="tap">
            {t('project.whoElse.write', { name })}
          </a>
        </li>
      ))}
    </ul>
  )
}

function OverlapLine({ overlap }: { overlap: Overlap }) {
  const { t, list, pathTo } = useSite()
  const { kind, id, title, themes, place, kilometres, state } = overlap
  const href = kind === 'project' ? pathTo('project', { id, title }) : pathTo('tie', { id, names: title.split(' – ') })
  const where =
    kilometres === null || kilometres === 0
      ? t('project.whoElse.same', { place })
      : t('project.whoElse.near', { place, km: kilometres })
  const stands =
    kind === 'project'
      ? t(`project.state.${state}` as 'project.state.idea')
      : t(`atlas.state.${state}` as 'atlas.state.active')
  return (
    <li>
      <a href={href}>
        <b>{title}</b>
      </a>
      <span className="source block">
        {t(`project.whoElse.kind.${kind}`)} · {stands} · {where} ·{' '}
        {list(themes.map((theme) => t(`atlas.theme.${theme}`)))}
      </span>
      <Actors overlap={overlap} />
    </li>
  )
}

/** Dates near the beginning that are worth a thought: reminders, never a refusal. */
export function Reminders({ whoElse }: { whoElse: WhoElseFacts }) {
  const { t, day } = useSite()
  if (whoElse.reminders.length === 0) return null
  return (
    <div className="project-warning">
      <p>
        <b>{t('project.whoElse.remember')}</b>
      </p>
      <ul className="mt-1">
        {whoElse.reminders.map(({ kind, day: on, name, of, source }) => (
          <li key={`${kind} ${on} ${of}`}>
            {t(`project.whoElse.${kind}`, { name, of, day: day(on) })}
            {source ? <span className="source"> {t('project.whoElse.source', { source })}</span> : null}
          </li>
        ))}
      </ul>
      <p className="mt-1">{t('project.whoElse.noHarm', { months: whoElse.months })}</p>
    </div>
  )
}

/** Who else acts in the same place on the same subject, and how to reach them. */
export function WhoElseList({ whoElse }: { whoElse: WhoElseFacts }) {
  const { t } = useSite()
  const { overlaps, themesMissing, placesMissing } = whoElse
  if (themesMissing || placesMissing)
    return (
      <p className="measure mt-4">
        {t(
          themesMissing
            ? placesMissing
              ? 'project.whoElse.needBoth'
              : 'project.whoElse.needTheme'
            : 'project.whoElse.needPlace',
        )}
      </p>
    )
  if (overlaps.length === 0) return <p className="measure mt-4">{t('project.whoElse.nobody')}</p>
  return (
    <>
      <p className="measure mt-4">{t('project.whoElse.some', { n: overlaps.length })}</p>
      <ul className="threads mt-4">
        {overlaps.map((overlap) => (
          <OverlapLine key={overlap.id} overlap={overlap} />
        ))}
      </ul>
    </>
  )
}

/** The same in a line, with the way to the whole list; nothing where nothing is to be said. */
export function WhoElseNotice({ whoElse, href }: { whoElse: WhoElseFacts; href: string }) {
  const { t } = useSite()
  const { overlaps } = whoElse
  return (
    <>
      <Reminders whoElse={whoElse} />
      {overlaps.length > 0 ? (
        <p className="project-warning">
          {t('project.whoElse.notice', { n: overlaps.length })}{' '}
          <a href={href} className="tap">
            {t('project.whoElse.see')}
          </a>
        </p>
      ) : null}
    </>
  )
}
