import { failureSentence, runState } from '../features/accounts/job-state.ts'
import { askForJob, type ListedJob, listJobs } from '../features/accounts/jobs.server.ts'
import { listOutbox, sendOutboxAgain } from '../features/accounts/outbox.server.ts'
import { listEnvironment, listSettings, saveSettings } from '../features/accounts/settings.server.ts'
import { AppError } from '../platform/errors.ts'
import type { Translator } from '../platform/i18n/translator.ts'
import { settingNames } from '../platform/settings.ts'
import type { Command } from './command.ts'
import { withCommandContext } from './session.ts'

/** `navette admin outbox [--send]`. */
export const outbox: Command = {
  summary: 'cli.admin.outbox.summary',
  options: { send: { help: 'cli.admin.outbox.send' } },
  json: true,
  run: (input) =>
    withCommandContext({ ...input, readiness: 'data' }, async ({ ctx, print, t }) => {
      if (input.given('send')) {
        const count = await sendOutboxAgain(ctx)
        print(t('cli.admin.outbox.sent', { count }), { sentAgain: count })
        return 0
      }
      const { rows, total } = await listOutbox(ctx, { page: 1 })
      const lines = rows.map((mail) => `${mail.createdAt.toISOString()} · ${mail.recipient} · ${mail.subject}`)
      print([t('admin.outbox.count', { count: total }), ...lines].join('\n'), { total, mails: rows })
      return 0
    }),
}

function jobLines(t: Translator, job: ListedJob, now: Date): string[] {
  const { last } = job
  const line = t('cli.admin.jobs.line', {
    name: t(`instance.jobs.names.${job.name}`),
    code: job.name,
    last: last
      ? t(`instance.jobs.${runState(last, now)}`, { moment: last.startedAt.toISOString() })
      : t('instance.jobs.never'),
    next: job.nextAt?.toISOString() ?? t('instance.jobs.onRequest'),
    waiting: t('instance.jobs.count', { count: job.waiting }),
  })
  const failures = job.failures.map(({ startedAt, failure }) =>
    t('cli.admin.jobs.failure', { moment: startedAt.toISOString(), why: failureSentence(t, failure) }),
  )
  return [line, ...failures]
}

/** `navette admin jobs [run NAME]`. */
export const jobs: Command = {
  summary: 'cli.admin.jobs.summary',
  arguments: [
    { name: 'run', help: 'cli.admin.jobs.word', optional: true },
    { name: 'NAME', help: 'cli.admin.jobs.name', optional: true },
  ],
  json: true,
  run: (input) =>
    withCommandContext({ ...input, readiness: 'data' }, async ({ ctx, print, t }) => {
      const [word, name = ''] = input.args
      if (word !== undefined) {
        requireWord(word, 'run')
        const asked = await askForJob(ctx, name)
        print(t(asked ? 'cli.admin.jobs.asked' : 'cli.admin.jobs.waits', { name }), { job: name, asked })
        return 0
      }
      const listed = await listJobs(ctx)
      const head = t(listed.workerAlive ? 'instance.jobs.alive' : 'instance.jobs.notAlive')
      print([head, ...listed.jobs.flatMap((job) => jobLines(t, job, ctx.now))].join('\n'), listed)
      return 0
    }),
}

/** `navette admin settings [set NAME VALUE]`. */
export const settings: Command = {
  summary: 'cli.admin.settings.summary',
  arguments: [
    { name: 'set', help: 'cli.admin.settings.word', optional: true },
    { name: 'NAME', help: 'cli.admin.settings.name', optional: true },
    { name: 'VALUE', help: 'cli.admin.settings.value', optional: true },
  ],
  json: true,
  run: (input) =>
    withCommandContext({ ...input, readiness: 'data' }, async ({ ctx, print, t }) => {
      const [word, name = '', value = ''] = input.args
      if (word !== undefined) {
        requireWord(word, 'set')
        const after = await saveSettings(ctx, { [name]: value })
        const kept = Object.hasOwn(after, name)
        print(t(kept ? 'cli.admin.settings.set' : 'cli.admin.settings.removed', { name }), after)
        return 0
      }
      const present = await listSettings(ctx)
      const environment = await listEnvironment(ctx, process.env)
      const own = settingNames.map((key) => `${key}: ${present[key] ?? t('instance.settings.none')}`)
      const given = environment.map(
        ({ name: key, value: shown, secret, given: isGiven }) =>
          `${key}: ${shown ?? t(secret && isGiven ? 'instance.settings.isSet' : 'instance.settings.unset')}`,
      )
      print([...own, '', ...given].join('\n'), { settings: present, environment })
      return 0
    }),
}

function requireWord(word: string, known: string): void {
  if (word !== known) throw new AppError('invalid', 'word_unknown', { word, known })
}
