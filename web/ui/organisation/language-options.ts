import { workingLanguages } from '../../../features/organisations/profile.ts'
import type { Option } from '../form/fields.tsx'
import { useSite } from '../site.ts'

/** The languages one may choose, by their names, and those that stand already. */
export function useLanguageOptions(): (present?: readonly string[]) => Option[] {
  const { language, locale } = useSite()
  const capital = (word: string) => word.charAt(0).toLocaleUpperCase(locale) + word.slice(1)
  return (present = []) =>
    [...new Set([...workingLanguages, ...present])]
      .map((code) => ({ value: code, label: capital(language(code)) }))
      .toSorted((a, b) => a.label.localeCompare(b.label, locale))
}
