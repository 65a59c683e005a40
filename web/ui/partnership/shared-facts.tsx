import type { SharedFacts } from '../../../features/partnerships/tie-facts.ts'
import type { TieHead } from '../../../features/partnerships/tie-head.server.ts'
import type { Keeper } from '../../../features/partnerships/tie-record.server.ts'
import { Facts } from '../facts.tsx'
import { goalLabel } from '../organisation/goal-label.ts'
import { useSite } from '../site.ts'

type SharedFactsProps = { tie: TieHead; facts: SharedFacts; keepers: readonly Keeper[] }

/** What binds all parties in few words, and who looks after each side. */
export function SharedFactsList({ tie, facts, keepers }: SharedFactsProps) {
  const { t, list, language } = useSite()
  const notSaid = t('tie.overview.notSaid')
  const several = (words: readonly string[]) => (words.length > 0 ? list(words) : notSaid)
  const term =
    facts.openEnded === true ? t('tie.facts.termOf.open') : facts.termYear === null ? notSaid : String(facts.termYear)
  const { untilYear } = tie
  return (
    <>
      <h2>{t('tie.overview.facts')}</h2>
      <Facts
        facts={[
          { name: t('tie.facts.type'), value: t(`atlas.type.${facts.type}`) },
          { name: t('tie.facts.since'), value: facts.sinceYear === null ? notSaid : String(facts.sinceYear) },
          tie.state === 'ended' && untilYear !== null
            ? { name: t('tie.overview.ended'), value: String(untilYear) }
            : { name: t('tie.facts.term'), value: term },
          { name: t('tie.facts.themes'), value: several(facts.themes.map((theme) => t(`atlas.theme.${theme}`))) },
          { name: t('tie.facts.sdgs'), value: several(facts.sdgs.map((goal) => goalLabel(t, goal))) },
          { name: t('tie.facts.rights'), value: several(facts.rights.map((right) => t(`atlas.right.${right}`))) },
          { name: t('tie.facts.languages'), value: several(facts.languages.map(language)) },
          { name: t('tie.overview.evidence'), value: t(`atlas.evidence.${tie.evidence}`) },
        ]}
      />
      <h2 className="mt-8">{t('tie.overview.keepers')}</h2>
      <dl className="facts">
        {tie.parties.map((party) => {
          const own = keepers.filter((keeper) => keeper.organisationId === party.id)
          const named = own.map(({ name, functionTitle }) =>
            functionTitle
              ? t('tie.overview.keeper', { name: name || t('tie.overview.unnamed'), functionTitle })
              : name || t('tie.overview.unnamed'),
          )
          return (
            <div key={party.id}>
              <dt>{party.name}</dt>
              <dd>
                {party.isOurs && named.length > 0
                  ? list(named)
                  : t(party.lookedAfter ? 'tie.overview.somebody' : 'tie.overview.nobody')}
              </dd>
            </div>
          )
        })}
      </dl>
    </>
  )
}
