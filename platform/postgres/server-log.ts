import { type FileHandle, open, readFile, rename, stat } from 'node:fs/promises'
import { AppError } from '../errors.ts'
import { giveTo, type Identity } from './identity.ts'

const keepUnder = 5_000_000

/** Opens the log PostgreSQL writes to, at its end; a long one is put aside first, and one such is kept. */
export async function openServerLog(file: string, identity: Identity): Promise<FileHandle> {
  const found = await stat(file).catch(() => null)
  if (found && found.size > keepUnder) await rename(file, `${file}.1`)
  const log = await open(file, 'a', 0o600)
  await giveTo(identity, file)
  return log
}

/** The failure of a PostgreSQL program, with the last thing it said. */
export async function postgresFailure(file: string): Promise<AppError> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n')
  const telling = lines.findLast((line) => /FATAL|PANIC|error:|ERROR/.test(line)) ?? lines.at(-1) ?? ''
  return new AppError('unavailable', 'postgres_did_not_start', { detail: telling.trim(), file })
}
