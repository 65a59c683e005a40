import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { inject } from 'vitest'
import { at, type Reading, read } from './reader.ts'

async function ask<Row extends pg.QueryResultRow>(statement: string, values: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: inject('siteDatabase') })
  await client.connect()
  const { rows } = await client.query<Row>(statement, values).finally(() => client.end())
  return rows
}

const patience = 10_000

/** The link in the last mail of a kind an address was sent since a moment; waits for it. */
export async function linkIn(kind: string, email: string, since = new Date(0)): Promise<string> {
  const until = Date.now() + patience
  while (Date.now() < until) {
    const [mail] = await ask<{ text: string }>(
      `select text_body as text from mail where recipient = $1 and kind = $2 and created_at >= $3
       order by created_at desc, id desc limit 1`,
      [email.toLowerCase(), kind, since],
    )
    const link = mail?.text.match(/https?:\/\/\S+/)?.[0]
    if (link) return link
    await sleep(50)
  }
  throw new Error(`no mail of kind ${kind} for ${email}`)
}

let clients = 0

/** An address no other reader of this run has: what one asks too often is not held against the others. */
export function ownAddress(): Record<string, string> {
  clients += 1
  const host = `10.${process.pid % 250}.${Math.floor(clients / 250)}.${clients % 250}`
  return { 'X-Forwarded-For': host }
}

const english = (path: string) => path.startsWith('/en')

/** Signs a page in as `email` through the real flow, form, mail and button, and ends on `path`; of another site, by its address. */
export async function signIn(page: Page, email: string, path = '/fr/espace', site = at('/')): Promise<void> {
  const since = new Date(Date.now() - 1000)
  await page.context().setExtraHTTPHeaders(ownAddress())
  const form = english(path) ? '/en/workspace/sign-in' : '/fr/espace/connexion'
  await page.goto(new URL(`${form}?back=${encodeURIComponent(path)}`, site).href)
  const sending = page.locator('form').filter({ has: page.locator('input[value="sendLink"]') })
  await sending.locator('input[name="email"]').fill(email)
  await sending.locator('button[type="submit"]').click()
  await page.locator('.notice').waitFor()
  await page.goto(await linkIn('signIn', email, since))
  await page.locator('main form button[type="submit"]').click()
  await page.waitForURL((url) => url.pathname + url.search === path)
}

/** Opens a page of the workspace as `email`, signed in through the real flow; without scripts unless asked for. */
export async function readAs(email: string, path: string, reading: Reading = {}): Promise<Page> {
  const page = await read('/healthz', { language: english(path) ? 'en-GB' : 'fr-FR', ...reading })
  await signIn(page, email, path)
  return page
}

/** Somebody who signs in once, since the links one may ask for are counted, and goes on from there. */
export type Session = { begin: () => Promise<void>; open: (path: string, reading?: Reading) => Promise<Page> }

/** The session of `email`, on pages read as `usual` unless told otherwise. */
export function signedInOnce(email: string, usual: Reading): Session {
  let cookies: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>> = []
  return {
    async begin() {
      const page = await readAs(email, '/fr/espace')
      cookies = await page.context().cookies()
      await page.close()
    },
    async open(path, reading = usual) {
      const page = await read('/healthz', reading)
      await page.context().addCookies(cookies)
      await page.goto(at(path))
      return page
    },
  }
}

/** Gives somebody who has signed in a seat, as an administrator's decision would. */
export async function giveSeat(email: string, key: string, role: string): Promise<void> {
  const seat = `insert into membership (id, organisation_id, person_id, role)
    select gen_random_uuid(), o.id, p.id, $3 from organisation o, person p where o.key = $2 and p.email = $1`
  await ask(seat, [email, key, role])
}

/** The sessions of somebody, the oldest first, by their id. */
export async function sessionsOf(email: string): Promise<string[]> {
  const rows = await ask<{ id: string }>(
    `select s.id from auth.session s join auth."user" u on u.id = s."userId" where u.email = $1 order by s."createdAt"`,
    [email],
  )
  return rows.map(({ id }) => id)
}

/** Makes the time of every link sent to an address be past. */
export async function wearOut(email: string): Promise<void> {
  const past = `update auth.verification set "expiresAt" = now() - interval '1 minute' where value like '%' || $1 || '%'`
  await ask(past, [email])
}

/** The text of the last mail of a kind an address was sent. */
export async function letterTo(email: string, kind: string): Promise<string> {
  const [mail] = await ask<{ text: string }>(
    `select text_body as text from mail where recipient = $1 and kind = $2 order by created_at desc, id desc limit 1`,
    [email, kind],
  )
  return mail?.text ?? ''
}

/** Makes the sessions of somebody have begun two days ago. */
export async function makeOld(email: string): Promise<void> {
  await ask(
    `update auth.session set "createdAt" = now() - interval '2 days'
     where "userId" in (select id from auth."user" where email = $1)`,
    [email],
  )
}

/** By which identity providers an account may be entered. */
export async function accountsOf(email: string): Promise<string[]> {
  const rows = await ask<{ provider: string }>(
    `select a."providerId" as provider from auth.account a join auth."user" u on u.id = a."userId" where u.email = $1`,
    [email],
  )
  return rows.map(({ provider }) => provider)
}

/** What is kept of forms sent to a page after the session of their writer had ended. */
export function formsKeptAt(path: string): Promise<{ content: unknown }[]> {
  return ask<{ content: unknown }>(`select content from kept_form where path = $1`, [path])
}
