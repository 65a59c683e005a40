import type { LawSource, PartnerContext } from '../../../features/partnerships/context.server.ts'
import type { MessageKey } from '../../../platform/i18n/messages.ts'
import { vagueDay } from '../../../platform/i18n/vague-day.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { type Fact, Facts } from '../facts.tsx'
import { useLabels, useSite } from '../site.ts'

function Source({ source }: { source: LawSource }) {
  const { t, day } = useSite()
  return (
    <span className="source block">
      {source.url ? <a href={source.url}>{source.name}</a> : source.name}
      {` · ${t('paper.reminders.checked', { day: day(source.checkedOn) })}`}
    </span>
  )
}

/** All that is known around one partner, each fact with its source; what is not known says so. */
export function PartnerContextView({ partner, administrator }: { partner: PartnerContext; administrator: boolean }) {
  const { t, locale } = useSite()
  const labels = useLabels()
  const { law, profile, elections, steps } = partner
  const where = `${t(`atlas.tier.${partner.tier}` as MessageKey)}, ${labels.country(partner.country)}`
  return (
    <section aria-labelledby={partner.organisationId} className="mt-10">
      <h2 id={partner.organisationId}>{partner.name}</h2>
      <p className="source">{where}</p>
      <Facts
        facts={[
          {
            name: t('paper.context.competences'),
            value: law ? (
              <>
                {law.competences}
                <Source source={law.source} />
              </>
            ) : (
              <>
                {t('paper.context.notYet')}
                {administrator ? (
                  <>
                    {' '}
                    <a href={workspacePath('adminContexts', locale)}>{t('paper.context.fill')}</a>
                  </>
                ) : null}
              </>
            ),
          },
          ...councilFacts(partner, { t, locale }),
          {
            name: t('paper.context.elections'),
            value:
              elections.length > 0
                ? elections.map(({ name, onDate, precision, isPast, source }) => (
                    <span key={`${name} ${onDate}`} className="block">
                      {t(isPast ? 'paper.context.past' : 'paper.context.next', {
                        name,
                        when: vagueDay(onDate, precision, locale),
                      })}
                      <Source source={source} />
                    </span>
                  ))
                : t('paper.context.noElection'),
          },
          {
            name: t('paper.context.approvals'),
            value: (
              <>
                {law ? <span className="block">{law.approvals}</span> : null}
                {steps.map((step) => (
                  <span key={step.name} className="block mt-2">
                    {step.required ? step.name : t('paper.context.optionalStep', { name: step.name })}
                    <span className="source block">{step.explains}</span>
                    <Source source={step.source} />
                  </span>
                ))}
                {steps.some(({ general }) => general) ? (
                  <span className="source block">{t('paper.context.general')}</span>
                ) : null}
              </>
            ),
          },
          {
            name: t('paper.context.plan'),
            value: profile?.developmentPlan ? (
              <>
                {profile.developmentPlan}
                {profile.developmentPlanUrl ? (
                  <a href={profile.developmentPlanUrl} className="block">
                    {t('paper.context.planLink')}
                  </a>
                ) : null}
              </>
            ) : (
              t('paper.context.noPlan')
            ),
          },
        ]}
      />
      <OtherTies partner={partner} />
    </section>
  )
}

function councilFacts(
  { profile }: PartnerContext,
  { t, locale }: Pick<ReturnType<typeof useSite>, 't' | 'locale'>,
): Fact[] {
  const name = t('paper.context.council')
  if (!profile?.councilStatus) return [{ name, value: t('paper.context.noCouncil') }]
  const since = profile.councilSince
    ? t('paper.context.councilSince', { day: vagueDay(profile.councilSince, 'day', locale) })
    : ''
  const council = `${t(`profile.councilStatus.${profile.councilStatus}`)} ${since}`.trim()
  return [
    { name, value: council, source: profile.councilSource },
    ...(profile.mandateEnd
      ? [{ name: t('paper.context.mandateEnd'), value: vagueDay(profile.mandateEnd, 'day', locale) }]
      : []),
  ]
}

function OtherTies({ partner }: { partner: PartnerContext }) {
  const { t, pathTo } = useSite()
  const { ties } = partner
  return (
    <>
      <h3 className="mt-6">{t('paper.context.others', { name: partner.name })}</h3>
      {ties.length === 0 ? (
        <p className="measure mt-2">{t('paper.context.noOthers')}</p>
      ) : (
        <table className="scan stack mt-2">
          <caption className="sr-only">{t('paper.context.others', { name: partner.name })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('paper.context.with')}</th>
              <th scope="col">{t('paper.context.kind')}</th>
              <th scope="col">{t('paper.context.since')}</th>
              <th scope="col">{t('paper.context.themes')}</th>
            </tr>
          </thead>
          <tbody>
            {ties.map((tie) => (
              <tr key={tie.id}>
                <th scope="row">
                  <a href={pathTo('tie', { id: tie.id, names: [partner.name, ...tie.names] })} className="tap">
                    {tie.names.join(', ')}
                  </a>
                </th>
                <td>
                  {t(`atlas.type.${tie.type}`)}
                  {tie.state === 'ended' || tie.state === 'suspended' ? ` (${t(`atlas.state.${tie.state}`)})` : ''}
                </td>
                <td>{tie.sinceYear ?? ''}</td>
                <td>{tie.themes.map((theme) => t(`atlas.theme.${theme}`)).join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="source mt-2">{t('paper.context.publicOnly')}</p>
    </>
  )
}
