import type {
  PaidHere,
  PartnersHere as Partners,
  ProjectHere,
} from '../../../features/projects/partners-here.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useAmount } from '../project/money-table.tsx'
import { useLabels, useSite } from '../site.ts'

type PartnersHereProps = { partners: Partners; organisationKey: string }

/** Every tie with what is done under it: who carries it before who pays; each amount by itself. */
export function PartnersHere({ partners, organisationKey }: PartnersHereProps) {
  const { t, locale, list, pathTo } = useSite()
  const labels = useLabels()
  const { ties, others, untold } = partners
  return (
    <>
      <section aria-labelledby="partners-ties" className="mt-8">
        <h2 id="partners-ties">{t('tie.partners.ties', { n: ties.length })}</h2>
        {ties.length === 0 ? <p className="measure mt-2">{t('tie.partners.noTie')}</p> : null}
        <ul className="threads mt-3">
          {ties.map((tie) => (
            <li key={tie.tieId}>
              <h3>
                <a href={workspacePath('tie', locale, { key: organisationKey, tie: tie.tieId })}>
                  {list(tie.partners.map(({ name }) => name))}
                </a>
              </h3>
              <p className="source">
                {list([...new Set(tie.partners.map(({ country }) => labels.country(country)))])} ·{' '}
                {t(`atlas.type.${tie.type}`)}
                {tie.sinceYear === null ? null : ` · ${t('tie.partners.since', { year: String(tie.sinceYear) })}`} ·{' '}
                {t(`atlas.state.${tie.state}`)}
              </p>
              {tie.projects.length === 0 ? <p className="mt-1">{t('tie.partners.noProject')}</p> : null}
              <Projects projects={tie.projects} organisationKey={organisationKey} />
            </li>
          ))}
        </ul>
      </section>
      {others.length > 0 ? (
        <section aria-labelledby="partners-others" className="mt-10">
          <h2 id="partners-others">{t('tie.partners.others')}</h2>
          <Projects projects={others} organisationKey={organisationKey} />
        </section>
      ) : null}
      {untold.length > 0 ? (
        <section aria-labelledby="partners-untold" className="mt-10">
          <h2 id="partners-untold">{t('tie.partners.untold', { n: untold.length })}</h2>
          <p className="measure mt-2">{t('tie.partners.untoldLead')}</p>
          <ul className="threads mt-3">
            {untold.map((project) => (
              <li key={project.id}>
                <a href={pathTo('project', { id: project.id, title: project.title })}>{project.title}</a>
                <span className="source block">
                  {list(project.participants)} · {t(`project.state.${project.state}`)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}

function Projects({ projects, organisationKey }: { projects: readonly ProjectHere[]; organisationKey: string }) {
  const { t, locale } = useSite()
  if (projects.length === 0) return null
  return (
    <ul className="mt-2">
      {projects.map((project) => (
        <li key={project.id} className="py-1">
          <a href={workspacePath('project', locale, { key: organisationKey, project: project.id })}>{project.title}</a>{' '}
          <span className="source">
            {t('tie.partners.ledBy', { name: project.lead, state: t(`project.state.${project.state}`) })}
            {project.here ? ` · ${t('tie.partners.here')}` : null}
          </span>
          {project.paid.map((paid) => (
            <Paid key={`${paid.funder} ${paid.nature} ${paid.currency}`} paid={paid} />
          ))}
        </li>
      ))}
    </ul>
  )
}

function Paid({ paid }: { paid: PaidHere }) {
  const { t } = useSite()
  const { funder, nature, planned, spent, currency } = paid
  const inCurrency = useAmount()
  const money = (amount: string) => inCurrency(amount, currency)
  return (
    <span className="source block">
      {t(`tie.partners.nature.${nature}`, { name: funder })}{' '}
      {planned === null ? null : t('tie.partners.planned', { amount: money(planned) })}
      {planned !== null && spent !== null ? ', ' : null}
      {spent === null ? null : t('tie.partners.spent', { amount: money(spent) })}
    </span>
  )
}
