import { Hono } from 'hono'
import { createApi } from './api/app.ts'
import { apiDocument } from './api/v1/document.ts'
import { createAdministratorLink, hasAdministrator } from './features/accounts/administrators.server.ts'
import { createExampleSignIn } from './features/accounts/example-sign-in.server.ts'
import { sendSignInLink } from './features/accounts/letters.server.ts'
import { loadRetentionRules } from './features/accounts/retention.server.ts'
import { createSignIn, ensureSecret } from './features/accounts/sign-in.server.ts'
import { loadOdaCampaigns } from './features/budgets/oda-campaigns.server.ts'
import { loadOnePercent } from './features/budgets/one-percent-mechanisms.server.ts'
import { isExampleAddress } from './features/demonstration/rules.ts'
import type { PageLinks } from './features/opendata/page-links.ts'
import { loadApprovalSteps } from './features/partnerships/approval-steps.server.ts'
import { loadFirstData } from './features/partnerships/first-data.server.ts'
import { loadLaw } from './features/partnerships/load-law.server.ts'
import { buildId } from './platform/build-id.ts'
import { readConfig } from './platform/config.ts'
import type { OpenDatabase } from './platform/db/pool.ts'
import { type DoorParts, doorParts, type Instance, openInstance, startWorker } from './platform/http/life-cycle.ts'
import { run } from './platform/http/run.ts'
import { securityHeaders } from './platform/http/security-headers.ts'
import { commandLocale } from './platform/i18n/command-locale.ts'
import { translator } from './platform/i18n/translator.ts'
import { createLog } from './platform/log.ts'
import { showProgress } from './platform/terminal/progress.ts'
import { pathTo } from './web/paths.ts'
import { createWebApp } from './web/server.ts'
import { workspacePath } from './web/workspace/paths.ts'

// The only file that sees two doors. Built, it is the program of `npm start`; under Vite, the application of `npm run dev`.

const locale = commandLocale(process.env)
const t = translator(locale)

async function doors(parts: DoorParts): Promise<Hono> {
  const build = import.meta.env?.PROD ? buildId(import.meta.dirname) : 'dev'
  const links = pageLinks(parts.baseUrl)
  const { signIn, examples } = await openSignIn(parts)
  await offerAdministration(parts)
  const app = new Hono()
  app.use(securityHeaders({ secure: parts.baseUrl.startsWith('https:'), dev: build === 'dev' }))
  app.route('/', createApi({ ...parts, build, links }))
  // The readable guide is a page made from the API's own description: the doors do not know each other.
  app.route(
    '/',
    createWebApp({
      ...parts,
      signIn,
      examples,
      apiDocument: (language) => apiDocument({ baseUrl: parts.baseUrl, links }, language),
    }),
  )
  return app
}

// Whoever starts the program may name its administrator: until there is one, each start offers a link.
async function offerAdministration({ owner, baseUrl }: DoorParts): Promise<void> {
  const ctx = { db: owner.db, actor: { kind: 'job', name: 'start' }, now: new Date(), locale } as const
  if (await hasAdministrator(ctx)) return
  const token = await createAdministratorLink(ctx)
  const address = baseUrl + workspacePath('firstAdministrator', locale, {}, { token })
  process.stdout.write(`${t('cli.start.administrator', { address })}\n`)
}

async function openSignIn({ accounts, owner, identityProvider, baseUrl, report }: DoorParts) {
  const secret = await ensureSecret(owner.db)
  const examples = createExampleSignIn({ db: accounts.db, secret, baseUrl, isExample: isExampleAddress })
  const signIn = createSignIn({
    db: accounts.db,
    secret,
    baseUrl,
    identityProvider,
    report: (error) => report(error, '/auth'),
    sendLink: ({ email, token, locale: language, returnTo }) => {
      const query = { token, ...(returnTo ? { back: returnTo } : {}) }
      const address = baseUrl + workspacePath('enter', language, {}, query)
      // Not a second of the connections the request itself holds one of: ten such requests would wait for each other.
      const ctx = { db: owner.db, actor: { kind: 'job', name: 'mail' }, now: new Date(), locale: language } as const
      return sendSignInLink(ctx, email, address)
    },
  })
  return { signIn, examples }
}

function pageLinks(baseUrl: string): PageLinks {
  return {
    organisation: (language, key, name) => baseUrl + pathTo('authority', language, { key, name }),
    country: (language, code) => baseUrl + pathTo('country', language, { code }),
    partnership: (language, id, names) => baseUrl + pathTo('tie', language, { id, names }),
    project: (language, id, title) => baseUrl + pathTo('project', language, { id, title }),
    budget: (language, key, name) => baseUrl + pathTo('authorityBudget', language, { key, name }),
    page: (language, page) => baseUrl + pathTo(page, language),
  }
}

async function load({ db }: OpenDatabase): Promise<void> {
  const progress = showProgress(process.stdout, true)
  const ctx = { db, actor: { kind: 'job', name: 'start' }, now: new Date(), locale } as const
  await loadRetentionRules(ctx)
  await loadApprovalSteps(ctx)
  await loadLaw(ctx)
  await loadOnePercent(ctx)
  await loadOdaCampaigns(ctx)
  const isNew = await loadFirstData(ctx, (step, done, total) =>
    progress.show(t('cli.start.loading', { done: done + 1, total, name: t(`cli.progress.${step}`) }), done, total),
  )
  progress.end()
  if (isNew) process.stdout.write(`${t('cli.start.offerWikidata', { command: 'bin/navette import wikidata' })}\n`)
}

// Under Vite this module is loaded again at each change: the databases stay open between two loads.
const kept = globalThis as { navetteInstance?: Promise<Instance> }
const worker = 'worker.ts'

async function developmentDoors(): Promise<Hono> {
  const config = readConfig(process.env)
  const log = createLog(config)
  const baseUrl = config.baseUrl ?? 'http://localhost:5173'
  kept.navetteInstance ??= openInstance(config, log, { load }).then((instance) => {
    startWorker(worker, instance, baseUrl, log)
    return instance
  })
  const report = (error: unknown, address: string) => log.error({ err: error, address }, 'unforeseen error')
  return doors(doorParts(await kept.navetteInstance, { ...config, baseUrl }, report))
}

let development: Promise<Hono> | null = null

/** The application Vite's development server calls. */
export default {
  async fetch(request: Request, env?: object): Promise<Response> {
    development ??= developmentDoors()
    // Vite's request only looks like one: ours is made anew of its parts.
    const { url, method, headers, body } = request
    const init = { method, headers, body, ...(body ? { duplex: 'half' } : {}) }
    return (await development).fetch(new Request(url, init), env)
  },
}

if (import.meta.env?.PROD) process.exitCode = await run({ load, doors, worker })
