import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { type AccountFile, readAccountFile } from '../features/budgets/accounts.server.ts'
import { getOrganisationOfSiren, importAccounts } from '../features/budgets/import-accounts.server.ts'
import { AppError, isAppError } from '../platform/errors.ts'
import { errorSentence } from '../platform/i18n/translator.ts'
import type { Command, Input } from './command.ts'
import { accountsText, accountsValue } from './import-totem-text.ts'
import { withCommandContext } from './session.ts'

async function readOne(path: string): Promise<AccountFile> {
  const file = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new AppError('not_found', 'file_not_found', { file: path }, { cause: error })
  })
  if (!file.isFile()) throw new AppError('invalid', 'accounts_not_a_file', { file: path })
  // Files of several budgets are all named totem.xml: their folder tells them apart.
  const name = basename(path)
  const shown = name === 'totem.xml' ? join(basename(dirname(path)), name) : name
  return readAccountFile(shown, createReadStream(path))
}

type Refused = { file: string; error: AppError }

/** Reads every file before any database is opened: each that is refused is told, and then nothing is imported. */
async function readAll(paths: readonly string[], show: (done: number) => void) {
  const files: AccountFile[] = []
  const refused: Refused[] = []
  for (const [done, file] of paths.entries()) {
    show(done)
    try {
      files.push(await readOne(resolve(file)))
    } catch (error) {
      if (!isAppError(error)) throw error
      refused.push({ file, error })
    }
  }
  return { files, refused }
}

function tellRefused({ t, given, progress }: Input, refused: readonly Refused[], all: number): number {
  progress.end()
  const told = refused.map(({ file, error }) => ({ file, error: error.reason, message: errorSentence(t, error) }))
  if (given('json')) console.log(JSON.stringify({ error: 'accounts_refused', files: told }))
  for (const { message } of told) console.error(message)
  if (all > 1) console.error(t('accounts.cli.nothing', { count: refused.length }))
  return 1
}

// What is said expressly is said by an option here.
function tellAttached(error: unknown): never {
  if (!isAppError(error) || error.reason !== 'accounts_other_siren') throw error
  throw new AppError('invalid', 'accounts_other_siren_command', error.values, { cause: error })
}

/** `navette import totem FILE…`: accounts of an authority, previewed and made to count in one go. */
export const importTotem: Command = {
  summary: 'accounts.cli.summary',
  arguments: [{ name: 'FILE', help: 'accounts.cli.file', many: true }],
  options: {
    organisation: { help: 'accounts.cli.organisation', value: 'SIREN' },
    attached: { help: 'accounts.cli.attached' },
    'dry-run': { help: 'import.dryRun' },
  },
  json: true,
  async run(input) {
    const { t, args, values, given, progress } = input
    const siren = values.organisation
    if (!siren) {
      console.error(t('accounts.cli.sirenMissing'))
      console.error(t('cli.usage.seeHelp', { command: 'navette import totem --help' }))
      return 2
    }
    const { files, refused } = await readAll(args, (done) =>
      progress.show(t('accounts.cli.reading'), done, args.length),
    )
    if (refused.length > 0) return tellRefused(input, refused, args.length)
    return withCommandContext({ ...input, readiness: 'data' }, async ({ ctx }) => {
      const organisation = await getOrganisationOfSiren(ctx, siren)
      progress.show(t('accounts.cli.keeping'))
      const dryRun = given('dry-run')
      const options = { attached: given('attached'), dryRun }
      const report = await importAccounts(ctx, organisation.id, files, options).catch(tellAttached)
      input.print(
        accountsText(t, ctx.locale, { organisation, report, dryRun }),
        accountsValue({ organisation, report, dryRun }),
      )
      return 0
    })
  },
}
