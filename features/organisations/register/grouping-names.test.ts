import { expect, it } from 'vitest'
import { toGroupingAliases, toGroupingName } from './grouping-names.ts'

it.each([
  ['CC Faucigny - Glières', 'Communauté de communes Faucigny - Glières'],
  ["CU d'Arras", "Communauté urbaine d'Arras"],
  [`CA "Saintes - Grandes Rives - L'Agglo"`, "Communauté d'agglomération Saintes - Grandes Rives - L'Agglo"],
  [
    'CA ECLA  (Espace Communautaire Lons Agglomération)',
    "Communauté d'agglomération ECLA (Espace Communautaire Lons Agglomération)",
  ],
  ['Métropole du Grand Paris', 'Métropole du Grand Paris'],
  ['CCAS', 'CCAS'],
])('%s is called %s', (raw, name) => {
  expect(toGroupingName(raw)).toBe(name)
})

it.each<[string, string[]]>([
  ['CA du Grand Chambéry', ['CA du Grand Chambéry', 'Grand Chambéry']],
  ["CA Porte de l'Isère (CAPI)", ["CA Porte de l'Isère (CAPI)", "Porte de l'Isère", 'CAPI']],
  ["CA d'Épinal", ["CA d'Épinal"]],
  ['CC Vire', ['CC Vire']],
  ['Métropole du Grand Nancy', ['Métropole du Grand Nancy', 'Grand Nancy']],
])('%s is also found as %j', (raw, aliases) => {
  expect(toGroupingAliases(raw, (key) => key === 'vire')).toEqual(aliases)
})
