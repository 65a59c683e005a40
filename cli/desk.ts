import { listDisputedPlaces, listImports } from '../features/accounts/administration.server.ts'
import { decideClaim, listClaimsAtDesk } from '../features/accounts/decide-claims.server.ts'
import { claimPath } from '../features/accounts/links.ts'
import { findRecord, mergeOrganisations } from '../features/organisations/merge.server.ts'
import { listMerges, splitOrganisation } from '../features/organisations/split.server.ts'
import type { Command } from './command.ts'
import { withCommandContext } from './session.ts'

/** `navette admin claims`: what waits at the desk. */
export const claims: Command = {
  summary: 'cli.admin.claims.summary',
  json: true,
  run: (input) =>
    withCommandContext({ ...input, readiness: 'data' }, async ({ ctx, print, t }) => {
      const waiting = await listClaimsAtDesk(ctx)
      const lines = waiting.map((claim) =>
        [claim.id, claim.organisation.key, claim.name, claim.domain, t(`admin.roles.${claim.wantedRole}`)].join(' · '),
      )
      print([t('cli.admin.claims.count', { count: waiting.length }), ...lines].join('\n'), waiting)
      return 0
    }),
}

/** `navette admin accept|refuse ID [WORD]`: decides on a claim. */
export const decide = (accept: boolean): Command => ({
  summary: accept ? 'cli.admin.accept.summary' : 'cli.admin.refuse.summary',
  arguments: [
    { name: 'ID', help: 'cli.admin.accept.id' },
    { name: 'WORD', help: 'cli.admin.accept.word', optional: accept },
  ],
  run: (input) =>
    withCommandContext({ ...input, readiness: 'data' }, async ({ ctx, config, print, t }) => {
      const [claimId = '', word = ''] = input.args
      const baseUrl = config.baseUrl ?? `http://localhost:${config.port}`
      const linkTo: Parameters<typeof decideClaim>[1]['linkTo'] = (key, locale) => baseUrl + claimPath(locale, key)
      await decideClaim(ctx, { organisationId: null, claimId, accept, role: null, word, linkTo })
      print(t(accept ? 'cli.admin.accept.done' : 'cli.admin.refuse.done'))
      return 0
    }),
})

/** `navette admin merges`: two records that were made one. */
export const merges: Command = {
  summary: 'cli.admin.merges.summary',
  json: true,
  run: (input) =>
    withCommandContext({ ...input, readiness: 'data' }, async ({ ctx, print, t }) => {
      const made = await listMerges(ctx)
      const lines = made.map(({ id, kept, merged, mergedAt, splitAt }) =>
        t(splitAt ? 'cli.admin.merges.split' : 'cli.admin.merges.line', {
          id,
          kept: `${kept.name} (${kept.key})`,
          merged: `${merged.name} (${merged.key})`,
          day: mergedAt.toISOString().slice(0, 10),
        }),
      )
      print([t('cli.admin.merges.count', { count: made.length }), ...lines].join('\n'), made)
      return 0
    }),
}

/** `navette admin merge KEPT OTHER`: makes one record of two, by their keys. */
export const merge: Command = {
  summary: 'cli.admin.merge.summary',
  arguments: [
    { name: 'KEPT', help: 'cli.admin.merge.kept' },
    { name: 'OTHER', help: 'cli.admin.merge.other' },
  ],
  json: true,
  run: (input) =>
    withCommandContext({ ...input, readiness: 'data' }, async ({ ctx, print, t }) => {
      const kept = await findRecord(ctx, input.args[0] ?? '')
      const other = await findRecord(ctx, input.args[1] ?? '')
      const id = await mergeOrganisations(ctx, { keptId: kept.id, mergedId: other.id })
      print(t('cli.admin.merge.done', { kept: kept.name, other: other.name, id }), { id })
      return 0
    }),
}

/** `navette admin split ID`: makes two records again of a merge. */
export const split: Command = {
  summary: 'cli.admin.split.summary',
  arguments: [{ name: 'ID', help: 'cli.admin.split.id' }],
  run: (input) =>
    withCommandContext({ ...input, readiness: 'data' }, async ({ ctx, print, t }) => {
      await splitOrganisation(ctx, input.args[0] ?? '')
      print(t('cli.admin.split.done'))
      return 0
    }),
}

/** `navette admin imports`: which imports ran, and how many of their rows wait for a human. */
export const imports: Command = {
  summary: 'cli.admin.imports.summary',
  json: true,
  run: (input) =>
    withCommandContext({ ...input, readiness: 'data' }, async ({ ctx, print, t }) => {
      const runs = await listImports(ctx)
      const lines = runs.map((run) =>
        t('cli.admin.imports.line', {
          moment: run.startedAt.toISOString(),
          file: run.fileName ?? run.source ?? run.kind,
          count: Number(run.toLookAt),
        }),
      )
      print([t('cli.admin.imports.count', { count: runs.length }), ...lines].join('\n'), runs)
      return 0
    }),
}

/** `navette admin disputed`: the reviewed list of disputed places. */
export const disputed: Command = {
  summary: 'cli.admin.disputed.summary',
  json: true,
  run: (input) =>
    withCommandContext({ ...input, readiness: 'data' }, async ({ ctx, print, t }) => {
      const places = await listDisputedPlaces(ctx)
      const french = ctx.locale === 'fr'
      const lines = places.map((place) =>
        [place.code, french ? place.name_fr : place.name_en, french ? place.note_fr : place.note_en].join(' · '),
      )
      print([t('cli.admin.disputed.count', { count: places.length }), ...lines].join('\n'), places)
      return 0
    }),
}
