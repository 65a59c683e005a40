import type { OwnListTie } from '../../../features/partnerships/own-list.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useDay } from '../agreement/words.ts'
import { useSite } from '../site.ts'

type HomeTiesProps = { ties: readonly OwnListTie[]; organisationKey: string; mayWrite: boolean }

const shortList = 6

// What waits for us first, then what ends first, then by name.
const byNeed = (a: OwnListTie, b: OwnListTie) =>
  Number(b.hands === 'ours') - Number(a.hands === 'ours') ||
  (a.agreementEndsOn ?? '9').localeCompare(b.agreementEndsOn ?? '9') ||
  (a.partners[0]?.name ?? '').localeCompare(b.partners[0]?.name ?? '')

/** Our partnerships in short: with whom, in what state, until when. */
export function HomeTies({ ties, organisationKey: key, mayWrite }: HomeTiesProps) {
  const { t, locale, list } = useSite()
  const day = useDay()
  const more = ties.length - shortList
  return (
    <section aria-labelledby="our-ties" className="mt-10">
      <h2 id="our-ties">{t('agenda.home.ties')}</h2>
      {ties.length === 0 ? <p className="measure mt-2">{t('agenda.home.tiesNone')}</p> : null}
      <ul className="threads mt-2">
        {ties
          .toSorted(byNeed)
          .slice(0, shortList)
          .map((tie) => (
            <li key={tie.id} className="py-2">
              <a href={workspacePath('tie', locale, { key, tie: tie.id })}>
                {list(tie.partners.map(({ name }) => name))}
              </a>
              <span className="source block">
                {[
                  t(`atlas.type.${tie.type}`),
                  t(`atlas.state.${tie.state}`),
                  tie.agreementEndsOn ? t('agenda.home.tieEnds', { day: day(tie.agreementEndsOn) }) : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
      </ul>
      <p className="row-actions mt-2">
        {more > 0 ? (
          <a href={workspacePath('partnerships', locale, { key })} className="tap">
            {t('agenda.home.tiesMore', { n: more })}
          </a>
        ) : null}
        {mayWrite ? (
          <a href={workspacePath('newTie', locale, { key })} className="tap">
            {t('agenda.home.newTie')}
          </a>
        ) : null}
      </p>
    </section>
  )
}
