import { plainKey } from '../../organisations/keys.ts'
import { nameKey } from '../../organisations/names.ts'
import type { Tier } from '../../organisations/schema.ts'
import { withoutKind } from '../matching/end-names.ts'

// The word a key carries for an authority larger than a town: `us-maui-county`, `mr-nouakchott-region`.
function tierWord(tier: Tier): string {
  if (tier === 'region-abroad') return 'region'
  return tier === 'unknown' ? 'area' : tier
}

/** The public key of an area: its bare name with the word of its tier, so that it never takes the key of a town. */
export function areaKey(area: { country: string; name: string; code: string }, tier: Tier): string {
  const bare = withoutKind(nameKey(area.name))
  return `${plainKey(area.country, bare, area.code.toLowerCase().replaceAll('.', '-'))}-${tierWord(tier)}`
}
