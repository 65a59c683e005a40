import { readSeed } from '../../db/read-seed.ts'
import type { Locale } from '../../platform/i18n/locales.ts'

/** A purpose code of the OECD and its name in both languages. */
export type DacSector = { code: string; name: Record<Locale, string> }

let read: Promise<DacSector[]> | undefined

/** The purpose codes projects are filed under, in their order; a file of ours, read once. */
export function listDacSectors(): Promise<DacSector[]> {
  read ??= readSeed('dac-sectors', ['code', 'name_fr', 'name_en']).then(({ rows }) =>
    rows.map(({ code, name_fr, name_en }) => ({ code, name: { fr: name_fr, en: name_en } })),
  )
  return read
}
