import { Choices, type Option } from '../form/fields.tsx'
import { useField } from '../form/form.tsx'
import { useSite } from '../site.ts'

type FoldedChoicesProps = {
  name: string
  label: string
  help?: string
  options: readonly Option[]
  /** What is chosen already. */
  value: readonly string[]
}

/** Many choices of which few are made: what is chosen is in sight, the rest unfolds. */
export function FoldedChoices({ name, label, help, options, value }: FoldedChoicesProps) {
  const { t, list } = useSite()
  const { typed, problem } = useField(name)
  const chosen = options.filter((option) => value.includes(option.value)).map((option) => option.label)
  return (
    <details className="form-field choice-columns" open={typed !== undefined || problem !== null}>
      <summary className="tap">
        {t('profile.edit.choice', {
          label,
          chosen: chosen.length > 0 ? list(chosen) : t('profile.edit.nothingTicked'),
        })}
      </summary>
      <Choices
        name={name}
        label={t('profile.edit.tick')}
        {...(help ? { help } : {})}
        options={options}
        value={value}
        many
      />
    </details>
  )
}
