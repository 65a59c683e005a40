import { getPanorama } from '../../features/atlas/panorama.server.ts'
import { getCoverage } from '../../features/freshness/coverage.server.ts'
import { licenceName } from '../../features/opendata/licences.ts'
import { tieEvidences, tieStates } from '../../features/partnerships/schema.ts'
import { pageLoader, usePageData } from '../request.ts'
import { CoverageParts } from '../ui/freshness/coverage-part.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Rich } from '../ui/rich.tsx'
import { useInstance, useSite } from '../ui/site.ts'
import { Part, TextPage } from '../ui/text-page.tsx'
import { TieGlyph } from '../ui/tie-glyph.tsx'
import { workspacePath } from '../workspace/paths.ts'

/** The figures the page speaks of, and the sources of ties. */
export const loader = pageLoader(async ({ ctx }) => {
  const [{ french, sources, changedAt }, coverage] = await Promise.all([getPanorama(ctx), getCoverage(ctx)])
  return { french, sources, changedAt, coverage }
})

function Signs({ of }: { of: 'evidence' | 'state' }) {
  const { t } = useSite()
  const rows =
    of === 'evidence'
      ? tieEvidences.map((evidence) => ({
          key: evidence,
          glyph: <TieGlyph state="unknown" evidence={evidence} className="tie-glyph ms-0" />,
          name: t(`atlas.evidence.${evidence}`),
          text: t(`site.methods.${evidence}`),
        }))
      : tieStates.map((state) => ({
          key: state,
          glyph: <TieGlyph state={state} evidence="thirdParty" className="tie-glyph ms-0" />,
          name: t(`atlas.state.${state}`),
          text: t(`site.methods.${state}`),
        }))
  return (
    <dl className="threads">
      {rows.map((row) => (
        <div key={row.key} className="border-b border-line py-2.5">
          <dt className="font-[650]">
            {row.glyph}
            <span className="inline-block first-letter:uppercase">{row.name}</span>
          </dt>
          <dd className="mt-0.5">{row.text}</dd>
        </div>
      ))}
    </dl>
  )
}

function Sources() {
  const { sources } = usePageData<typeof loader>()
  const { t, number } = useSite()
  return (
    <table className="scan">
      <caption className="sr-only">{t('site.methods.sourcesTitle')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('site.methods.sourceName')}</th>
          <th scope="col">{t('site.methods.sourceLicence')}</th>
          <th scope="col" className="num">
            {t('site.methods.sourceTies')}
          </th>
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <tr key={source.code}>
            <th scope="row">{source.url ? <a href={source.url}>{source.name}</a> : source.name}</th>
            <td>{licenceName(t, source.licence)}</td>
            <td className="num">{number(source.ties)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** How the atlas is made, and what it does not know. */
export default function Methods() {
  const { french, changedAt, coverage } = usePageData<typeof loader>()
  const { t, day, locale } = useSite()
  const contact = useInstance()?.contact
  const text = (key: 'tie' | 'match' | 'figures' | 'disputed') => (
    <Part key={key} title={t(`site.methods.${key}Title`)}>
      <p>{t(`site.methods.${key}`)}</p>
    </Part>
  )
  return (
    <TextPage title={t('site.methods.title')} lead={t('site.methods.lead')}>
      <PageHead title={t('site.methods.title')} description={t('site.methods.description')} />
      {text('tie')}
      <Part title={t('site.methods.evidenceTitle')}>
        <p>{t('site.methods.evidence')}</p>
        <Signs of="evidence" />
      </Part>
      <Part title={t('site.methods.stateTitle')}>
        <p>{t('site.methods.state')}</p>
        <Signs of="state" />
      </Part>
      {text('match')}
      {text('figures')}
      <Part title={t('site.methods.coverageTitle')}>
        <p>{t('site.methods.coverage', french)}</p>
      </Part>
      <CoverageParts coverage={coverage} />
      <Part title={t('site.methods.freshTitle')}>
        <p>{t('site.methods.fresh', { day: day(changedAt) })}</p>
      </Part>
      <Part title={t('site.methods.sourcesTitle')}>
        <Sources />
      </Part>
      {text('disputed')}
      <Part id="corriger" title={t('site.methods.correctTitle')}>
        <p>
          <Rich text={t('freshness.section.list')} links={{ missing: workspacePath('whyNotHere', locale) }} />
        </p>
        {contact ? (
          <p>
            <Rich text={t('site.methods.correctWrite', { contact })} links={{ mail: `mailto:${contact}` }} />
          </p>
        ) : null}
      </Part>
    </TextPage>
  )
}
