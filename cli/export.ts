import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { exportOda } from '../features/budgets/oda-export.server.ts'
import { AppError } from '../platform/errors.ts'
import type { Command, Group } from './command.ts'
import { withCommandContext } from './session.ts'

const oda: Command = {
  summary: 'oda.cli.summary',
  options: {
    organisation: { help: 'oda.cli.organisation', value: 'SIREN' },
    year: { help: 'oda.cli.year', value: 'YYYY' },
    format: { help: 'oda.cli.format', value: 'FORMAT' },
    out: { help: 'oda.cli.out', value: 'FILE' },
  },
  json: true,
  run: (input) =>
    withCommandContext({ ...input, readiness: 'data' }, async ({ ctx, print, t }) => {
      const { organisation = '', year, format = 'csv', out } = input.values
      const made = await exportOda(ctx, { siren: organisation, year, format })
      const file = resolve(out ?? made.name)
      await writeFile(file, made.bytes).catch((error: NodeJS.ErrnoException) => {
        throw new AppError('invalid', 'file_not_writable', { file, detail: error.code ?? '' }, { cause: error })
      })
      const { rows, money: amount } = made
      print(t('oda.cli.done', { file, rows, amount }), { file, rows, amount })
      return 0
    }),
}

/** `navette export …`: what authorities have to hand in, as files. */
export const exportGroup: Group = { summary: 'oda.cli.group', commands: { oda } }
