import { useSite } from '../site.ts'

/** What an organisation is, in a word: the level of an authority, or the kind of another body. */
export function useKindLabel(): (tier: string) => string {
  const { t } = useSite()
  return (tier) => {
    const body = `joining.kind.${tier}`
    const level = `atlas.tier.${tier}`
    if (t.has(body)) return t(body)
    return t.has(level) ? t(level) : tier
  }
}
