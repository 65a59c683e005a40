import { addOrganisationBySiren } from '../features/organisations/commands.server.ts'
import type { Group } from './command.ts'
import { withCommandContext } from './session.ts'

/** `navette organisation …`: what the operator adds to the register by hand. */
export const organisation: Group = {
  summary: 'cli.organisation.summary',
  commands: {
    add: {
      summary: 'cli.organisation.add.summary',
      options: {
        siren: { help: 'cli.organisation.add.siren', value: 'SIREN' },
        name: { help: 'cli.organisation.add.name', value: 'NAME' },
        tier: { help: 'cli.organisation.add.tier', value: 'TIER' },
        departement: { help: 'cli.organisation.add.departement', value: 'CODE' },
        seat: { help: 'cli.organisation.add.seat', value: 'CODE' },
      },
      json: true,
      run: (input) =>
        withCommandContext({ ...input, readiness: 'data' }, async ({ ctx, print, t }) => {
          const { siren = '', name = '', tier = '', departement, seat } = input.values
          const added = await addOrganisationBySiren(ctx, {
            siren,
            name,
            tier,
            ...(departement ? { departement } : {}),
            ...(seat ? { seat } : {}),
          })
          print(t('cli.organisation.add.done', added), added)
          return 0
        }),
    },
  },
}
