import { listPeople, setAdministrator, setTrusted } from '../features/accounts/administration.server.ts'
import { createAdministratorLink } from '../features/accounts/administrators.server.ts'
import { firstAdministratorPath } from '../features/accounts/links.ts'
import { AppError } from '../platform/errors.ts'
import { jobs, outbox, settings } from './administer.ts'
import type { Command, Group } from './command.ts'
import { claims, decide, disputed, imports, merge, merges, split } from './desk.ts'
import { withCommandContext } from './session.ts'

const link: Command = {
  summary: 'cli.admin.link.summary',
  json: true,
  run: (input) =>
    withCommandContext({ ...input, readiness: 'data' }, async ({ ctx, config, print, t }) => {
      const token = await createAdministratorLink(ctx)
      const address = `${config.baseUrl ?? `http://localhost:${config.port}`}${firstAdministratorPath(ctx.locale, token)}`
      print(t('cli.admin.link.done', { address }), { address })
      return 0
    }),
}

const people: Command = {
  summary: 'cli.admin.people.summary',
  arguments: [{ name: 'WORDS', help: 'cli.admin.people.words', optional: true }],
  json: true,
  run: (input) =>
    withCommandContext({ ...input, readiness: 'data' }, async ({ ctx, print, t }) => {
      const { rows, total } = await listPeople(ctx, { q: input.args[0] ?? '' })
      const lines = rows.map((person) =>
        [
          person.email ?? t('cli.admin.people.erased'),
          person.name,
          person.administrator ? t('cli.admin.people.administrator') : '',
          ...person.seats.map((seat) => `${seat.key} (${t(`admin.roles.${seat.role}`)})`),
        ]
          .filter(Boolean)
          .join(' · '),
      )
      print([t('admin.people.found', { count: total }), ...lines].join('\n'), { total, people: rows })
      return 0
    }),
}

/** Makes the person with that address administrator, or no longer one. */
const administrator = (raised: boolean): Command => ({
  summary: raised ? 'cli.admin.raise.summary' : 'cli.admin.lower.summary',
  arguments: [{ name: 'EMAIL', help: 'cli.admin.raise.email' }],
  run: (input) =>
    withCommandContext({ ...input, readiness: 'data' }, async ({ ctx, print, t }) => {
      const email = (input.args[0] ?? '').toLowerCase()
      const found = (await listPeople(ctx, { q: email })).rows.find((person) => person.email === email)
      if (!found) throw new AppError('not_found', 'person_not_found')
      await setAdministrator(ctx, found.id, raised)
      print(t(raised ? 'cli.admin.raise.done' : 'cli.admin.lower.done', { email }))
      return 0
    }),
})

const trust = (trusted: boolean): Command => ({
  summary: trusted ? 'cli.admin.trust.summary' : 'cli.admin.distrust.summary',
  arguments: [{ name: 'KEY', help: 'cli.admin.trust.key' }],
  run: (input) =>
    withCommandContext({ ...input, readiness: 'data' }, async ({ ctx, print, t }) => {
      const { name } = await setTrusted(ctx, input.args[0] ?? '', trusted)
      print(t(trusted ? 'cli.admin.trust.done' : 'cli.admin.distrust.done', { name }))
      return 0
    }),
})

/** `navette admin …`: what the administrator does, from the command line. */
export const admin: Group = {
  summary: 'cli.admin.summary',
  commands: {
    link,
    people,
    raise: administrator(true),
    lower: administrator(false),
    trust: trust(true),
    distrust: trust(false),
    claims,
    accept: decide(true),
    refuse: decide(false),
    merges,
    merge,
    split,
    imports,
    disputed,
    outbox,
    jobs,
    settings,
  },
}
