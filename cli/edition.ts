import { join } from 'node:path'
import { makeEdition } from '../features/freshness/editions.server.ts'
import type { Command } from './command.ts'
import { pageLinks } from './page-links.ts'
import { withCommandContext } from './session.ts'

/** `navette edition YEAR`: freezes the public data of the year. */
export const edition: Command = {
  summary: 'cli.edition.summary',
  arguments: [{ name: 'YEAR', help: 'cli.edition.year' }],
  json: true,
  run: (input) =>
    withCommandContext({ ...input, readiness: 'data' }, async ({ ctx, config, print, t }) => {
      const made = await makeEdition(ctx, Number(input.args[0]), {
        filesFolder: join(config.dataFolder, 'files'),
        links: pageLinks(config.baseUrl ?? ''),
      })
      const megabytes = Math.round(made.size / 100_000) / 10
      print(t('cli.edition.done', { ...made, year: String(made.year), megabytes }), made)
      return 0
    }),
}
