import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { promisify } from 'node:util'
import type { Tell } from './figures.ts'

const root = join(import.meta.dirname, '..')
const file = join(root, '../shared/data/twinnings/twin_cities_wikipedia_geocoded.csv')

type Report = {
  totals: Record<string, number>
  ends: { french: { given: number; matched: number; farthestKm: number | null } }
}

async function runImport(folder: string): Promise<{ seconds: number; report: Report }> {
  const { DATABASE_URL: _, ...env } = process.env
  const args = [join(root, 'cli/main.ts'), 'import', 'ties', file, '--source', 'Wikipedia', '--licence', 'CC-BY-SA-4.0']
  const begin = performance.now()
  const { stdout } = await promisify(execFile)(process.execPath, [...args, '--json'], {
    env: { ...env, NAVETTE_DATA: folder },
    maxBuffer: 256 * 1024 * 1024,
  })
  return { seconds: (performance.now() - begin) / 1000, report: JSON.parse(stdout) as Report }
}

/** How long the command takes for the whole twin-town file, and how well it matches; nothing where the file is not there. */
export async function measureImport(folder: string, tell: Tell): Promise<void> {
  if (!existsSync(file)) return
  const area = 'import'
  const size = 'twin-town file'
  const { seconds, report } = await runImport(folder)
  const { given, matched, farthestKm } = report.ends.french
  const rows = Object.values(report.totals).reduce((sum, count) => sum + count, 0)
  tell({
    area,
    size,
    what: `${rows} rows, PostgreSQL started and stopped`,
    value: seconds,
    unit: 's',
    goal: { most: 15 },
  })
  tell({ area, size, what: 'rows a second', value: rows / seconds, unit: '/s' })
  tell({
    area,
    size,
    what: `French ends matched of ${given}`,
    value: (100 * matched) / given,
    unit: '%',
    goal: { least: 97 },
  })
  tell({ area, size, what: 'farthest French end', value: farthestKm ?? 0, unit: 'km', goal: { most: 30 } })
  const again = await runImport(folder)
  tell({ area, size, what: 'the same file again', value: again.seconds, unit: 's' })
  tell({
    area,
    size,
    what: 'ties it then creates',
    value: again.report.totals.created ?? 0,
    unit: '',
    goal: { most: 0 },
  })
}
