import type { OpenPage } from './request.ts'

/** The countries in the order of their names in the reader's language, by code and name. */
export function countriesOf({ ctx, page }: Pick<OpenPage, 'ctx' | 'page'>): [code: string, name: string][] {
  const { compare } = new Intl.Collator(ctx.locale)
  return [...page.labels.countries].toSorted((a, b) => compare(a[1], b[1]))
}
