import { type TieType, tieTypes } from '../../../features/partnerships/schema.ts'
import type { SharedFacts } from '../../../features/partnerships/tie-facts.ts'
import { Choices, SelectField, TextField } from '../form/fields.tsx'
import { useSite } from '../site.ts'

type Values = Partial<Pick<SharedFacts, 'type' | 'sinceYear' | 'openEnded' | 'termYear'>>

function termOf({ openEnded, termYear }: Values): 'open' | 'year' | 'unsaid' {
  if (openEnded === true) return 'open'
  return termYear == null ? 'unsaid' : 'year'
}

/** What a tie is, since when and until when: an end that was agreed, none at all, or not said. */
export function TermFields({ values }: { values: Values }) {
  const { t, locale } = useSite()
  const capital = (word: string) => word.charAt(0).toLocaleUpperCase(locale) + word.slice(1)
  const text = (year: number | null | undefined) => (year == null ? '' : String(year))
  return (
    <>
      <SelectField
        name="type"
        label={t('tie.facts.type')}
        help={t('tie.facts.typeHelp')}
        value={values.type ?? ''}
        empty={t('tie.facts.typeChoose')}
        options={tieTypes.map((type: TieType) => ({ value: type, label: capital(t(`atlas.type.${type}`)) }))}
      />
      <TextField
        name="sinceYear"
        label={t('tie.facts.since')}
        help={t('tie.facts.sinceHelp')}
        value={text(values.sinceYear)}
        inputMode="numeric"
        maxLength={4}
        optional
      />
      <Choices
        name="term"
        label={t('tie.facts.term')}
        help={t('tie.facts.termHelp')}
        value={termOf(values)}
        options={(['open', 'year', 'unsaid'] as const).map((term) => ({
          value: term,
          label: t(`tie.facts.termOf.${term}`),
        }))}
      />
      <TextField
        name="termYear"
        label={t('tie.facts.termYear')}
        help={t('tie.facts.termYearHelp')}
        value={text(values.termYear)}
        inputMode="numeric"
        maxLength={4}
        optional
      />
    </>
  )
}
