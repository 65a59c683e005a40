import type { ProjectLife } from '../../../features/projects/life.server.ts'
import { Deed } from '../form/deed.tsx'
import { useSite } from '../site.ts'

type Props = { life: ProjectLife; organisationId: string; mayWrite: boolean }
type Line = { id: string; organisationId: string; title: string; facts: (string | null)[]; intent: string }

/** Events, volunteers and young people, each with who says it. */
export function LifeLists({ life, organisationId, mayWrite }: Props) {
  const { t, day, number } = useSite()
  const days = (from: string, to: string | null) =>
    to && to !== from ? t('field.life.fromTo', { from: day(from), to: day(to) }) : day(from)
  const counted = (key: 'participants' | 'women' | 'young', value: number | null) =>
    value === null ? null : t(`field.life.counted.${key}`, { n: value })
  const events: Line[] = life.events.map((one) => ({
    ...one,
    intent: 'removeEvent',
    facts: [
      days(one.onDate, one.untilDate),
      one.place || null,
      counted('participants', one.participants),
      counted('women', one.women),
      counted('young', one.young),
      one.organisationName,
    ],
  }))
  const volunteers: Line[] = life.assignments.map((one) => ({
    ...one,
    title: one.name || t('field.life.unnamed'),
    intent: 'removeAssignment',
    facts: [
      t(`field.scheme.${one.scheme as 'vsi'}`),
      days(one.startsOn, one.endsOn),
      one.host || null,
      one.task || null,
      one.organisationName,
    ],
  }))
  const journeys: Line[] = life.mobilities.map((one) => ({
    ...one,
    title: t('field.life.journey', { n: one.youngPeople, direction: one.direction }),
    intent: 'removeMobility',
    facts: [
      days(one.startsOn, one.endsOn),
      one.ageFrom === null || one.ageTo === null
        ? null
        : t('field.life.ages', { from: number(one.ageFrom), to: number(one.ageTo) }),
      one.companions > 0 ? t('field.life.withCompanions', { n: one.companions }) : null,
      one.activity || null,
      one.organisationName,
    ],
  }))
  return (
    <>
      <Lines
        title={t('field.life.events')}
        none={t('field.life.noEvents')}
        lines={events}
        of={organisationId}
        mayWrite={mayWrite}
      />
      <Lines
        title={t('field.life.volunteers')}
        none={t('field.life.noVolunteers')}
        lines={volunteers}
        of={organisationId}
        mayWrite={mayWrite}
      />
      <Lines
        title={t('field.life.mobility')}
        none={t('field.life.noMobility')}
        lines={journeys}
        of={organisationId}
        mayWrite={mayWrite}
      />
    </>
  )
}

function Lines({
  title,
  none,
  lines,
  of,
  mayWrite,
}: {
  title: string
  none: string
  lines: readonly Line[]
  of: string
  mayWrite: boolean
}) {
  const { t } = useSite()
  return (
    <section className="mt-8">
      <h2>{title}</h2>
      {lines.length === 0 ? <p className="measure">{none}</p> : null}
      <ul className="threads">
        {lines.map((line) => (
          <li key={line.id}>
            <b>{line.title}</b>
            <span className="source block">{line.facts.filter(Boolean).join(' · ')}</span>
            {mayWrite && line.organisationId === of ? (
              <Deed
                intent={line.intent}
                of={{ id: line.id }}
                label={t('project.remove')}
                spoken={t('field.life.removeOf', { title: line.title })}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
