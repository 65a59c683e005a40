import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { exportScdlBudget } from '../features/budgets/accounts-export.server.ts'
import { exportOda } from '../features/budgets/oda-export.server.ts'
import { AppError } from '../platform/errors.ts'
import { euros } from '../platform/i18n/euros.ts'
import type { Command, Group } from './command.ts'
import { withCommandContext } from './session.ts'

async function keep(name: string, content: string | Uint8Array): Promise<string> {
  const file = resolve(name)
  await writeFile(file, content).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EISDIR') throw new AppError('invalid', 'accounts_not_a_file', { file }, { cause: error })
    throw new AppError('invalid', 'file_not_writable', { file, detail: error.code ?? '' }, { cause: error })
  })
  return file
}

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
      const file = await keep(out ?? made.name, made.bytes)
      const { rows, money: amount } = made
      print(t('oda.cli.done', { file, rows, amount: euros(ctx.locale, amount) }), { file, rows, amount })
      return 0
    }),
}

const scdlBudget: Command = {
  summary: 'accounts.export.summary',
  options: {
    organisation: { help: 'accounts.export.organisation', value: 'SIREN' },
    year: { help: 'accounts.export.year', value: 'YYYY' },
    kind: { help: 'accounts.export.kind', value: 'KIND' },
    file: { help: 'accounts.export.file', value: 'FILE' },
  },
  json: true,
  async run(input) {
    if (!input.values.organisation) {
      console.error(input.t('accounts.cli.sirenMissing'))
      console.error(input.t('cli.usage.seeHelp', { command: 'navette export scdl-budget --help' }))
      return 2
    }
    return withCommandContext({ ...input, readiness: 'schema' }, async ({ ctx, print, t }) => {
      const { organisation = '', year, kind, file: wanted } = input.values
      const made = await exportScdlBudget(ctx, { siren: organisation, year, kind })
      const file = await keep(wanted ?? made.name, made.text)
      const { stage, documents, rows, faults, isExactStage } = made
      const told = [
        t('accounts.export.done', { file, rows, documents, stage: t(`accounts.stage.${stage}`), year: year ?? '' }),
        ...(isExactStage ? [] : [t('accounts.export.singleAccount')]),
        ...faults.map((one) =>
          t('accounts.export.fault', { ...one, rule: t(`accounts.export.rule.${one.rule as 'required'}`) }),
        ),
        ...(faults.length === 0 ? [t('accounts.export.valid')] : []),
      ]
      print(told.join('\n'), { file, stage, documents, rows, faults, isExactStage })
      return 0
    })
  },
}

/** `navette export …`: what authorities have to hand in, as files. */
export const exportGroup: Group = { summary: 'oda.cli.group', commands: { oda, 'scdl-budget': scdlBudget } }
