import { readSeed } from '../../db/read-seed.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { listDacSectors } from '../projects/dac-sectors.server.ts'

/** A code of a list and its name in both languages. */
export type NamedCode = { code: string; name: Record<Locale, string> }

let read: Promise<NamedCode[]> | undefined

/** The delivery channels of the OECD a local authority meets, in their order; a file of ours, read once. */
export function listOdaChannels(): Promise<NamedCode[]> {
  read ??= readSeed('oda-channels', ['code', 'name_fr', 'name_en', 'source']).then(({ rows }) =>
    rows.map(({ code, name_fr, name_en }) => ({ code, name: { fr: name_fr, en: name_en } })),
  )
  return read
}

/** Names of channels and sectors by their codes, in one language; a code without a name stands for itself. */
export async function readOdaNames(locale: Locale): Promise<Record<'channels' | 'sectors', Record<string, string>>> {
  const named = (list: readonly NamedCode[]) => Object.fromEntries(list.map(({ code, name }) => [code, name[locale]]))
  return { channels: named(await listOdaChannels()), sectors: named(await listDacSectors()) }
}
