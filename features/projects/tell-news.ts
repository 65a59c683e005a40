import type { Ctx } from '../../platform/context.ts'
import type { NewsLinks } from './news-digest.server.ts'

/** Tells of news that came, as a work of the worker; loaded only when it is done: it weighs on every worker otherwise. */
export const tellNews =
  (links: NewsLinks, inboundDomain: string | null) =>
  async (ctx: Ctx): Promise<void> => {
    const { sendNewsDigests } = await import('./news-digest.server.ts')
    await sendNewsDigests(ctx, links, inboundDomain)
  }
