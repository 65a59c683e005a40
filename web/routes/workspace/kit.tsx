import '../../styles/paper.css'
import { getKit, type KitLine } from '../../../features/partnerships/kit.server.ts'
import type { GapPlace } from '../../../features/partnerships/kit-paper.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { TieHead } from '../../ui/partnership/tie-head.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'
import { type WorkspacePageId, workspacePages, workspacePath } from '../../workspace/paths.ts'

/** The papers that can be made out of an agreement, and what its record lacks. */
export const loader = workspaceLoader('party', async ({ ctx, atWork, params }) => {
  const of = { partnershipId: params.tie ?? '', organisationId: atWork.organisation.organisationId }
  const tie = await getTieHead(ctx, of)
  return { tie, kit: await getKit(ctx, { ...of, agreementId: params.agreement ?? '' }) }
})

const pageIds: ReadonlyMap<string, WorkspacePageId> = new Map(workspacePages.map(({ id }) => [id, id]))
// The part of the page where it is said.
const anchors: Partial<Record<GapPlace, string>> = { parties: '#signs', amounts: '#amounts' }
const places: Record<Exclude<GapPlace, 'paper'>, string> = {
  agreement: 'agreementEdit',
  parties: 'agreementSteps',
  amounts: 'agreementEdit',
  commitments: 'agreementCommitments',
  steps: 'agreementSteps',
  governance: 'governance',
}

/** The document kit of an agreement. */
export default function Kit() {
  const { t, locale } = useSite()
  const { tie, kit } = usePageData<typeof loader>()
  const params = { key: tie.organisationKey, tie: tie.id, agreement: kit.agreementId }
  const agreementPage = pageIds.get('agreement')
  return (
    <div className="py-10">
      <TieHead tie={tie} current="agreements" />
      <WorkTitle>{t('kit.page.title', { title: kit.title })}</WorkTitle>
      <p className="measure mt-4">{t('kit.page.lead')}</p>
      {agreementPage ? (
        <p className="mt-2">
          <a href={workspacePath(agreementPage, locale, params)} className="tap">
            {t('kit.page.back')}
          </a>
        </p>
      ) : null}
      <div className="mt-6">
        {kit.papers.map((line) => (
          <Paper
            key={line.kind}
            line={line}
            params={params}
            isFrench={kit.isFrench}
            hasAmendment={kit.amendment !== null}
          />
        ))}
      </div>
    </div>
  )
}

type PaperProps = {
  line: KitLine
  params: Readonly<Record<string, string>>
  isFrench: boolean
  hasAmendment: boolean
}

function Paper({ line, params, isFrench, hasAmendment }: PaperProps) {
  const { t, locale } = useSite()
  const { kind, languages, gaps } = line
  const ofFrenchLaw = languages.length === 1
  return (
    <section aria-labelledby={kind} className="kit-paper">
      <h2 id={kind}>{t(`kit.paper.${kind}`)}</h2>
      <p className="measure">{t(`kit.explains.${kind}`)}</p>
      {kind === 'amendment' && !hasAmendment ? <p className="source">{t('kit.page.noAmendment')}</p> : null}
      {ofFrenchLaw && !isFrench ? <p className="source">{t('kit.page.notFrench')}</p> : null}
      <Gaps gaps={gaps} params={params} />
      <ul className="row-actions mt-2">
        {languages.flatMap((language) =>
          (['pdf', 'docx'] as const).map((format) => {
            const label = t(`kit.page.${format}`, { language: t(`kit.page.in.${language}`) })
            return (
              <li key={`${language} ${format}`}>
                <a
                  className="tap"
                  href={workspacePath('kitFile', locale, { ...params, paper: kind, language, format })}
                  aria-label={t('kit.page.downloadOf', { paper: t(`kit.paper.${kind}`), format: label })}
                >
                  {label}
                </a>
              </li>
            )
          }),
        )}
      </ul>
    </section>
  )
}

function Gaps({ gaps, params }: { gaps: KitLine['gaps']; params: Readonly<Record<string, string>> }) {
  const { t, locale, list } = useSite()
  if (gaps.length === 0) return <p className="source">{t('kit.page.complete')}</p>
  const where = [...new Set(gaps.map((gap) => gap.where))]
  return (
    <details className="mt-2">
      <summary className="tap">{t('kit.page.missingCount', { count: gaps.length })}</summary>
      <dl className="facts">
        {where.map((place) => {
          const page = place === 'paper' ? undefined : pageIds.get(places[place])
          const label = t(`kit.page.fillHere.${place}`)
          const missing = gaps
            .filter((gap) => gap.where === place)
            .map(({ what }) => t(`kit.gap.${what}` as 'kit.gap.act'))
          return (
            <div key={place}>
              <dt>
                {page ? <a href={workspacePath(page, locale, params) + (anchors[place] ?? '')}>{label}</a> : label}
              </dt>
              <dd>{list(missing)}</dd>
            </div>
          )
        })}
      </dl>
    </details>
  )
}
