import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inject } from 'vitest'

const program = join(import.meta.dirname, '../../../cli/main.ts')

/** Runs `navette …` on the site's database, as its operator does; answers what it printed. */
export async function navette(...words: string[]): Promise<string> {
  const env = {
    ...process.env,
    DATABASE_URL: inject('siteDatabase'),
    BASE_URL: inject('siteUrl'),
    LC_ALL: 'fr_FR.UTF-8',
  }
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...words], { env })
  return stdout
}
