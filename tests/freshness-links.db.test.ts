import { sql } from 'kysely'
import { type ActionFunctionArgs, RouterContextProvider } from 'react-router'
import { beforeAll, describe, expect, it } from 'vitest'
import { sendCampaignLetters } from '../features/freshness/campaign-letters.server.ts'
import { startCampaign } from '../features/freshness/campaigns.server.ts'
import { proposeCorrection } from '../features/freshness/corrections.server.ts'
import { readScope } from '../features/freshness/scope.ts'
import { publishTies } from '../features/partnerships/publish.server.ts'
import type { Ctx } from '../platform/context.ts'
import { type PageRequest, pageRequestKey } from '../web/request.ts'
import * as answerCampaign from '../web/routes/workspace/answerCampaign.tsx'
import * as correct from '../web/routes/workspace/correct.tsx'
import * as verifyCorrection from '../web/routes/workspace/verifyCorrection.tsx'
import { freshnessLinks } from '../web/workspace/freshness-links.ts'
import { type WorkspaceRequest, workspaceKey } from '../web/workspace/request.ts'
import { makeTie } from './api-world.ts'
import { testContext } from './db.ts'
import { makeAuthority } from './factories.ts'
import { anonymousContext, jobContext, makePerson, memberContext } from './people.ts'

// Programs that read mails open every link in them: a link may show, and only its button may do.

const baseUrl = 'http://navette.example'
const links = freshnessLinks(baseUrl)
let owner: Ctx
let visitor: Ctx
let figuig: { key: string }

beforeAll(async () => {
  owner = await testContext()
  visitor = await anonymousContext()
  const here = await makeAuthority(owner, { name: 'Nanterre', inseeCode: '92050', lat: 48.9, lon: 2.2 })
  const there = await makeAuthority(owner, { name: 'Figuig', country: 'MA', lat: 32.1, lon: -1.2 })
  figuig = there
  await makeTie(owner, { parties: [here, there] })
  await sql`insert into organisation_profile (organisation_id, contact_email) values (${there.id}, 'mairie@figuig.example')`.execute(
    owner.db,
  )
  await publishTies(owner)
})

function requestOf(address: string, params: Record<string, string>, form?: Record<string, string>): ActionFunctionArgs {
  const context = new RouterContextProvider()
  const url = new URL(address)
  const page: PageRequest = {
    ctx: visitor,
    url,
    instance: { baseUrl, contact: null, settings: {}, dataChangedAt: new Date() },
    labels: { countries: new Map(), territories: new Map() },
    keepable: true,
    apiDocument: null,
    report(error) {
      throw error
    },
  }
  context.set(pageRequestKey, page)
  const nobody = { members: visitor, headers: new Headers(), signedIn: null } as unknown as WorkspaceRequest
  context.set(workspaceKey, nobody)
  const request = new Request(url, form ? { method: 'POST', body: new URLSearchParams(form) } : {})
  return { request, params, context } as unknown as ActionFunctionArgs
}

const press = (action: (args: ActionFunctionArgs) => Promise<unknown>, args: ActionFunctionArgs) =>
  action(args).catch((answer: unknown) => answer)

async function everything(): Promise<unknown> {
  const { rows } = await sql`select
    (select json_agg(c order by id) from correction c) as corrections,
    (select json_agg(l order by id) from campaign_letter l) as letters,
    (select count(*) from confirmation) as confirmations, (select count(*) from audit_entry) as entries,
    (select count(*) from mail) as mails, (select version from data_version) as version`.execute(owner.db)
  return rows[0]
}

async function tokenIn(kind: string, pattern: RegExp): Promise<string> {
  const { rows } = await sql<{ text: string }>`select text_body as text from mail where kind = ${kind}
    order by created_at desc, id desc limit 1`.execute(owner.db)
  return pattern.exec(rows[0]?.text ?? '')?.[1] ?? ''
}

describe('a link in a mail', () => {
  it('that verifies a correction changes nothing until its button is pressed', async () => {
    const proposal = {
      kind: 'organisation',
      key: figuig.key,
      field: 'otherName',
      value: 'Figuig-Zenaga',
      source: '',
      word: '',
    } as const
    await proposeCorrection(
      visitor,
      { ...proposal, email: 'lecteur@ecole.example', signedIn: null, client: 'x' },
      links,
    )
    const token = await tokenIn('correctionVerify', /corriger\/verifier\/([\w-]+)/)
    const args = () => requestOf(links.verify('fr', token), { token })
    const before = await everything()
    await verifyCorrection.loader(args())
    await verifyCorrection.loader(args())
    expect(await everything()).toEqual(before)
    const answer = await press(
      verifyCorrection.action,
      requestOf(links.verify('fr', token), { token }, { intent: 'verify' }),
    )
    expect(answer).toMatchObject({ status: 303 })
    const { rows } = await sql`select state from correction`.execute(owner.db)
    expect(rows).toEqual([{ state: 'waiting' }])
  })

  it('of a campaign answers nothing until its button is pressed', async () => {
    const boss = await makePerson(owner, { administrator: true })
    const endsOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
    const scope = readScope(new URLSearchParams('country=ma'))
    await startCampaign(await memberContext(boss.id), { name: 'Maroc', scope, word: '', endsOn })
    await sendCampaignLetters(await jobContext('campaign'), links)
    const token = await tokenIn('campaign', /confirmer\/([\w-]+)/)
    const before = await everything()
    for (const wish of ['allRight', 'toCorrect'] as const)
      await answerCampaign.loader(requestOf(links.answer('fr', token, wish), { token }))
    expect(await everything()).toEqual(before)
    await press(
      answerCampaign.action,
      requestOf(links.answer('fr', token, 'allRight'), { token }, { intent: 'allRight' }),
    )
    const { rows } = await sql`select answer from campaign_letter`.execute(owner.db)
    expect(rows).toEqual([{ answer: 'allRight' }])
  })
})

describe('the correction form', () => {
  const send = (form: Record<string, string>) => {
    const address = `${baseUrl}/fr/corriger/collectivite/${figuig.key}?field=population`
    return press(
      correct.action,
      requestOf(address, { kind: 'collectivite', key: figuig.key }, { intent: 'propose', ...form }),
    )
  }

  it('gives back what was typed with what is wrong at its field', async () => {
    const typed = { value: 'beaucoup', year: '2024', word: 'Je le sais.', email: 'lecteur@ecole.example' }
    expect(await send(typed)).toMatchObject({
      data: { problems: [{ reason: 'correction_population_wrong', field: 'value' }], typed },
    })
  })

  it('thanks a machine that fills in what nobody sees, and keeps nothing', async () => {
    const before = await everything()
    const filled = { value: '12577', year: '2024', email: 'robot@spam.example', surname: 'Robot' }
    expect(await send(filled)).toMatchObject({ status: 303 })
    expect(await everything()).toEqual(before)
  })
})
