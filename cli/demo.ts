import { exampleAccounts } from '../features/accounts/example-sign-in.server.ts'
import { fillDemonstration, removeDemonstration } from '../features/demonstration/demonstration.server.ts'
import type { Command } from './command.ts'
import { withCommandContext } from './session.ts'

/** `navette demo`: two towns that do not exist, to try the workspace with. */
export const demo: Command = {
  summary: 'cli.demo.summary',
  options: { remove: { help: 'cli.demo.remove' } },
  json: true,
  run: (input) =>
    withCommandContext({ ...input, readiness: 'data' }, async ({ ctx, database, print, t }) => {
      const accounts = exampleAccounts(database.db)
      const removing = input.given('remove')
      const done = removing ? await removeDemonstration(ctx, accounts) : await fillDemonstration(ctx, accounts)
      print(t(removing ? 'cli.demo.removed' : 'cli.demo.filled', { count: done.people }), done)
      return 0
    }),
}
