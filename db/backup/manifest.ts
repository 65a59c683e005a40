import { z } from 'zod'

/** The name of the first file of a backup, which says what follows. */
export const manifestName = 'manifest.json'
/** The name of the last file, which proves that nothing is missing: rows per table, and how many data files. */
export const endName = 'end.json'

/** What a backup says of itself. */
export const manifestSchema = z.object({
  format: z.literal('navette-backup-1'),
  madeAt: z.iso.datetime(),
  postgres: z.string(),
  migrations: z.array(z.object({ number: z.int(), name: z.string(), digest: z.string() })),
  tables: z.array(z.object({ schema: z.string(), name: z.string(), columns: z.array(z.string()) })),
})
export type Manifest = z.infer<typeof manifestSchema>

/** What the end of a backup says. */
export const endSchema = z.object({ rows: z.record(z.string(), z.int()), files: z.int() })
export type End = z.infer<typeof endSchema>

/** What was saved or brought back. */
export type BackupSummary = { tables: number; rows: number; files: number; schema: number; madeAt: string }
