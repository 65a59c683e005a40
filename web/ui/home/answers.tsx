import type { ReactNode } from 'react'
import type { CountryRow } from '../../../features/atlas/countries.server.ts'
import type { Panorama } from '../../../features/atlas/panorama.server.ts'
import type { Coverage } from '../../../features/freshness/coverage.server.ts'
import { sharesOf } from '../../../features/freshness/rules.ts'
import { tieEvidences, tieStates } from '../../../features/partnerships/schema.ts'
import { Rich } from '../rich.tsx'
import { useSite } from '../site.ts'
import { TieGlyph } from '../tie-glyph.tsx'

type AnswersProps = { panorama: Panorama; countries: readonly CountryRow[] }
type WholeProps = AnswersProps & { freshness: Coverage['ties']; projects: number }

function sumBy(panorama: Panorama, field: 'evidence' | 'state', value: string): number {
  return panorama.counts.filter((count) => count[field] === value).reduce((sum, count) => sum + count.ties, 0)
}

function Answer({ question, children }: { question: string; children: ReactNode }) {
  return (
    <div className="answer">
      <h3>{question}</h3>
      <div className="answer-text">{children}</div>
    </div>
  )
}

function Who({ panorama }: Pick<AnswersProps, 'panorama'>) {
  const { t, pathTo } = useSite()
  const { french, abroad } = panorama
  return (
    <Answer question={t('site.home.who')}>
      <p>
        <Rich text={t('site.home.whoAnswer', { ...french, abroad: abroad.authorities })} figureClass="figure" />
      </p>
      <p className="source">
        <Rich
          text={t('site.home.whoMore', { toBeConfirmed: abroad.toBeConfirmed })}
          links={{ list: `${pathTo('search')}?country=fr&ties=with` }}
        />
      </p>
    </Answer>
  )
}

function Where({ panorama, countries }: AnswersProps) {
  const { t, pathTo } = useSite()
  const most = [...countries].sort((a, b) => b.ties - a.ties).slice(0, 6)
  return (
    <Answer question={t('site.home.where')}>
      <p>
        <Rich text={t('site.home.whereAnswer', { countries: panorama.abroad.countries })} figureClass="figure" />
      </p>
      <p className="source">
        {t('site.home.whereMore')}{' '}
        {most.map((country) => (
          <span key={country.code}>
            <a href={pathTo('country', { code: country.code })}>{country.name}</a>
            {', '}
          </span>
        ))}
        <a href={pathTo('countries')}>{t('site.home.whereAll').toLowerCase()}</a>.
      </p>
    </Answer>
  )
}

function What({ panorama }: Pick<AnswersProps, 'panorama'>) {
  const { t, pathTo, list } = useSite()
  const most = panorama.themes.slice(0, 3)
  if (most.length === 0) return null
  return (
    <Answer question={t('site.home.what')}>
      <p>
        {t('site.home.whatAnswer')} {list(most.map(({ theme }) => t(`atlas.theme.${theme}`)))}.
      </p>
      <p className="source">
        {most.map(({ theme, ties }, index) => (
          <span key={theme}>
            {index > 0 ? ' · ' : null}
            <a href={`${pathTo('ties')}?theme=${theme}`}>
              {t(`atlas.theme.${theme}`)}, {t('site.count.ties', { n: ties })}
            </a>
          </span>
        ))}
      </p>
    </Answer>
  )
}

function Since({ panorama }: Pick<AnswersProps, 'panorama'>) {
  const { t, pathTo } = useSite()
  const { first, known } = panorama.sinceYears
  return (
    <Answer question={t('site.home.since')}>
      <p>
        {first === null ? (
          t('site.home.sinceNone')
        ) : (
          <Rich text={t('site.home.sinceAnswer', { first: String(first) })} figureClass="figure" />
        )}
      </p>
      {first === null ? null : (
        <p className="source">
          <Rich text={t('site.home.sinceMore', { known })} links={{ list: `${pathTo('ties')}?sort=since` }} />
        </p>
      )}
    </Answer>
  )
}

function Sure({ panorama }: Pick<AnswersProps, 'panorama'>) {
  const { t, pathTo } = useSite()
  return (
    <Answer question={t('site.home.sure')}>
      <ul>
        {tieEvidences.map((evidence) => {
          const n = sumBy(panorama, 'evidence', evidence)
          const sentence = <Rich text={t(`site.home.evidence.${evidence}`, { n })} figureClass="figure" />
          return (
            <li key={evidence} className="flex items-baseline gap-2">
              <TieGlyph state="unknown" evidence={evidence} className="tie-glyph ms-0 shrink-0" />
              {n > 0 ? (
                <a href={`${pathTo('ties')}?evidence=${evidence}`} className="quiet">
                  {sentence}
                </a>
              ) : (
                <span className="text-slate">{sentence}</span>
              )}
            </li>
          )
        })}
      </ul>
      <p className="source">
        <Rich text={t('site.home.sureMore')} links={{ methods: pathTo('methods') }} />
      </p>
    </Answer>
  )
}

function Alive({ panorama }: Pick<AnswersProps, 'panorama'>) {
  const { t, pathTo } = useSite()
  const states = tieStates.map((state) => ({ state, n: sumBy(panorama, 'state', state) })).filter(({ n }) => n > 0)
  return (
    <Answer question={t('site.home.state')}>
      <ul>
        {states.map(({ state, n }) => (
          <li key={state} className="flex items-baseline gap-2">
            <TieGlyph state={state} evidence="thirdParty" className="tie-glyph ms-0 shrink-0" />
            <a href={`${pathTo('ties')}?state=${state}`} className="quiet">
              <Rich text={t(`site.home.stateLine.${state}`, { n })} figureClass="figure" />
            </a>
          </li>
        ))}
      </ul>
      <p className="source">{t('site.home.stateMore')}</p>
    </Answer>
  )
}

function Projects({ projects }: Pick<WholeProps, 'projects'>) {
  const { t, pathTo } = useSite()
  return (
    <Answer question={t('project.public.home')}>
      <p>
        <Rich text={t('project.public.homeAnswer', { n: projects })} figureClass="figure" />
      </p>
      <p className="source">
        <Rich text={t('project.public.homeMore')} links={{ list: pathTo('projects') }} />
      </p>
    </Answer>
  )
}

function UpToDate({ freshness: { count, total, confirmed } }: Pick<WholeProps, 'freshness'>) {
  const { t, pathTo } = useSite()
  const { toConfirm, stale } = count
  const values = { total, share: sharesOf(count).fresh, toConfirm, stale }
  return (
    <Answer question={t('freshness.coverage.home')}>
      <p>
        <Rich text={t('freshness.coverage.homeAnswer', values)} figureClass="figure" />
      </p>
      <p className="source">
        <Rich
          text={t('freshness.coverage.homeMore', { confirmed })}
          links={{ methods: `${pathTo('methods')}#coverage` }}
        />
      </p>
    </Answer>
  )
}

/** The reader's questions, each answered by a sentence with a live figure and the list it comes from. */
export function Answers({ panorama, countries, freshness, projects }: WholeProps) {
  const { t, pathTo } = useSite()
  return (
    <div className="answers">
      <Who panorama={panorama} />
      <Where panorama={panorama} countries={countries} />
      <What panorama={panorama} />
      <Since panorama={panorama} />
      <Sure panorama={panorama} />
      <Alive panorama={panorama} />
      <UpToDate freshness={freshness} />
      <Projects projects={projects} />
      <Answer question={t('site.home.money')}>
        <p>{t('site.home.moneyAnswer')}</p>
        <p className="source">{t('site.home.moneyMore')}</p>
      </Answer>
      <Answer question={t('site.home.responsible')}>
        <p>{t('site.home.responsibleAnswer')}</p>
        <p className="source">
          <Rich text={t('site.home.responsibleMore')} links={{ methods: `${pathTo('methods')}#corriger` }} />
        </p>
      </Answer>
    </div>
  )
}
