import type { PublicProfile } from '../../../features/organisations/public-profile.server.ts'
import type { OrganisationDetail } from '../../../features/organisations/queries.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { type Fact, Facts } from '../facts.tsx'
import { goalLabel } from '../organisation/goal-label.ts'
import { type Site, useSite } from '../site.ts'

type SheetProps = { organisation: OrganisationDetail; profile: PublicProfile }

function councilFacts({ t, day }: Site, profile: PublicProfile): (Fact | null)[] {
  const { councilStatus, councilSince, councilSource, mandateEnd } = profile
  const since = councilSince ? t('profile.sheet.since', { day: day(councilSince) }) : null
  const source = councilSource ? t('profile.sheet.sourceSaid', { source: councilSource }) : null
  return [
    councilStatus
      ? {
          name: t('profile.sheet.council'),
          value: [t(`profile.councilStatus.${councilStatus}`), since].filter(Boolean).join(', '),
          ...(source ? { source } : {}),
        }
      : null,
    mandateEnd ? { name: t('profile.sheet.mandateEnd'), value: day(mandateEnd) } : null,
  ]
}

const paragraphs = (text: string) =>
  text.split(/\n+/).map((line) => (
    <span key={line} className="block">
      {line}
    </span>
  ))

function planFact({ t }: Site, { developmentPlan, developmentPlanUrl }: PublicProfile): Fact | null {
  if (!developmentPlan && !developmentPlanUrl) return null
  const link = developmentPlanUrl ? (
    <a href={developmentPlanUrl} rel="nofollow">
      {t('profile.sheet.planLink')}
    </a>
  ) : null
  return {
    name: t('profile.sheet.plan'),
    value: (
      <>
        {developmentPlan ? paragraphs(developmentPlan) : null}
        {link}
      </>
    ),
  }
}

const host = (address: string) => URL.parse(address)?.hostname ?? address

function peopleFact({ t }: Site, { officials }: PublicProfile): Fact | null {
  if (officials.length === 0) return null
  const lines = officials.map((one) => (
    <span key={`${one.name} ${one.function}`} className="block">
      {one.name}
      {one.function ? <span className="source"> {one.function}</span> : null}
    </span>
  ))
  return { name: t('profile.sheet.people'), value: lines }
}

function networkFact({ t }: Site, { networks }: PublicProfile): Fact | null {
  if (networks.length === 0) return null
  const lines = networks.map(({ name, sinceYear }) => (
    <span key={name} className="block">
      {name}
      {sinceYear ? <span className="source"> {t('profile.networks.since', { year: String(sinceYear) })}</span> : null}
    </span>
  ))
  return { name: t('profile.sheet.networks'), value: lines }
}

/** What an authority says of itself, in its own words, with the day it did; and how to write to it. */
export function ProfileSheet({ organisation, profile }: SheetProps) {
  const site = useSite()
  const { t, locale, list, language, day } = site
  const { name, key } = organisation
  const themes = profile.competences.map((code) => {
    const theme = `atlas.theme.${code}`
    return t.has(theme) ? t(theme) : code
  })
  return (
    <section aria-labelledby="sheet" className="mt-10">
      <h2 id="sheet">{t('profile.sheet.title', { name })}</h2>
      <p className="source mt-1 mb-3">{t('profile.sheet.source', { day: day(profile.updatedAt) })}</p>
      {profile.logoSha256 ? (
        <img
          src={`/logo/${profile.logoSha256}`}
          alt={t('profile.edit.logoAlt', { name })}
          className="mt-3 max-h-24 max-w-48"
        />
      ) : null}
      <Facts
        facts={[
          ...councilFacts(site, profile),
          profile.strengths ? { name: t('profile.sheet.strengths'), value: paragraphs(profile.strengths) } : null,
          profile.priorities.length > 0
            ? { name: t('profile.sheet.priorities'), value: list(profile.priorities.map((goal) => goalLabel(t, goal))) }
            : null,
          themes.length > 0 ? { name: t('profile.sheet.competences'), value: list(themes) } : null,
          profile.languages.length > 0
            ? { name: t('profile.sheet.languages'), value: list(profile.languages.map(language)) }
            : null,
          planFact(site, profile),
          peopleFact(site, profile),
          networkFact(site, profile),
          profile.website
            ? {
                name: t('profile.sheet.website'),
                value: (
                  <a href={profile.website} rel="nofollow">
                    {host(profile.website)}
                  </a>
                ),
              }
            : null,
        ]}
      />
      {profile.hasContact ? (
        <p className="mt-4 no-print">
          <a className="tap" href={workspacePath('contact', locale, { organisation: key })}>
            {t('profile.sheet.write', { name })}
          </a>
        </p>
      ) : null}
    </section>
  )
}
