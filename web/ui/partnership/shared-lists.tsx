import { goals } from '../../../features/organisations/profile.ts'
import { themes, tieRights } from '../../../features/partnerships/schema.ts'
import type { SharedFacts } from '../../../features/partnerships/tie-facts.ts'
import { FoldedChoices } from '../organisation/folded-choices.tsx'
import { goalLabel } from '../organisation/goal-label.ts'
import { useLanguageOptions } from '../organisation/language-options.ts'
import { useSite } from '../site.ts'

/** What a tie is about, which goals and rights it serves, in which languages one writes. */
export function SharedLists({ facts }: { facts: SharedFacts }) {
  const { t, locale } = useSite()
  const languages = useLanguageOptions()
  const capital = (word: string) => word.charAt(0).toLocaleUpperCase(locale) + word.slice(1)
  return (
    <>
      <FoldedChoices
        name="themes"
        label={t('tie.facts.themes')}
        options={themes.map((theme) => ({ value: theme, label: capital(t(`atlas.theme.${theme}`)) }))}
        value={facts.themes}
      />
      <FoldedChoices
        name="sdgs"
        label={t('tie.facts.sdgs')}
        options={goals.map((goal) => ({ value: String(goal), label: goalLabel(t, goal) }))}
        value={facts.sdgs.map(String)}
      />
      <FoldedChoices
        name="rights"
        label={t('tie.facts.rights')}
        options={tieRights.map((right) => ({ value: right, label: capital(t(`atlas.right.${right}`)) }))}
        value={facts.rights}
      />
      <FoldedChoices
        name="languages"
        label={t('tie.facts.languages')}
        options={languages(facts.languages)}
        value={facts.languages}
      />
    </>
  )
}
