// ISO 3166 gives the French overseas territories codes of their own; the register counts their authorities as French.
const departementsByIso: Readonly<Record<string, string>> = {
  GP: '971',
  MQ: '972',
  GF: '973',
  RE: '974',
  PM: '975',
  YT: '976',
  BL: '977',
  MF: '978',
  TF: '984',
  WF: '986',
  PF: '987',
  NC: '988',
}

/** The ISO codes under which gazetteers list French places: France itself and its overseas territories. */
export const frenchIsoCodes = ['FR', ...Object.keys(departementsByIso)] as const

/** The département (or overseas collectivity) code behind an ISO code of its own, null for any other country. */
export function toOverseasCode(iso2: string): string | null {
  return departementsByIso[iso2] ?? null
}
